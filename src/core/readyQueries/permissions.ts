import type { ReadyQueryFolder } from "./readyQuery.ts";
import { auditNeeds, auditWindow, hoursMeaning } from "./readyQuery.ts";

/** Unity Catalog writes `updatePermissions`; older material names two more. */
const changes = "action_name IN ('updatePermissions', 'grantPermission', 'revokePermission')";

export const permissions: ReadyQueryFolder = {
  title: "Permissions",
  queries: [
    {
      id: "permission-changes",
      title: "Who changed permissions",
      about: ["Grants and revocations of Unity Catalog, the latest first.", auditNeeds],
      parameters: { hours: hoursMeaning },
      sql: `SELECT
  event_time,
  user_identity.email AS changed_by,
  request_params['securable_type'] AS object_type,
  request_params['securable_full_name'] AS object_name,
  request_params['changes'] AS changes,
  response.status_code AS status,
  user_agent
FROM system.access.audit
WHERE ${auditWindow}
  AND ${changes}
ORDER BY event_time DESC
LIMIT 1000`,
    },
    {
      id: "permission-changes-of-object",
      title: "Who changed permissions on one object",
      about: ["As above, for a table, schema, connection or any other object.", auditNeeds],
      parameters: { object: "full name, such as main.sales.orders, or that of a connection", hours: hoursMeaning },
      sql: `SELECT
  event_time,
  user_identity.email AS changed_by,
  request_params['changes'] AS changes,
  response.status_code AS status
FROM system.access.audit
WHERE ${auditWindow}
  AND ${changes}
  AND lower(request_params['securable_full_name']) = lower(:object)
ORDER BY event_time DESC
LIMIT 1000`,
    },
    {
      id: "refused-calls",
      title: "Who was refused",
      about: ["Calls that ended with 401 or 403: what a product still lacks, or should never have tried.", auditNeeds],
      parameters: { hours: hoursMeaning },
      sql: `SELECT
  user_identity.email AS identity,
  service_name,
  action_name,
  response.status_code AS status,
  response.error_message AS message,
  count(*) AS events,
  max(event_time) AS last_seen
FROM system.access.audit
WHERE ${auditWindow}
  AND response.status_code IN (401, 403)
GROUP BY user_identity.email, service_name, action_name, response.status_code, response.error_message
ORDER BY last_seen DESC
LIMIT 1000`,
    },
  ],
};
