import type { ReadyQueryFolder } from "./readyQuery.ts";
import { auditNeeds, auditWindow, hoursMeaning } from "./readyQuery.ts";

const userAgent = "part of the User-Agent, such as AcmePartner_DataConnector; upper and lower case are the same";

/** Whether calls carry a product's name. `contains` and not LIKE: there, the underscore of a name stands for any sign. */
export const attribution: ReadyQueryFolder = {
  title: "Attribution",
  queries: [
    {
      id: "arrived-user-agents",
      title: "Which User-Agents arrived",
      about: ["Every User-Agent of the audit log, with how often and when it came last.", auditNeeds],
      parameters: { hours: hoursMeaning },
      sql: `SELECT
  user_agent,
  count(*) AS events,
  count(DISTINCT user_identity.email) AS identities,
  max(event_time) AS last_seen
FROM system.access.audit
WHERE ${auditWindow}
  AND user_agent IS NOT NULL
GROUP BY user_agent
ORDER BY last_seen DESC
LIMIT 1000`,
    },
    {
      id: "calls-of-user-agent",
      title: "What one product called",
      about: [
        "The services and actions that came with a User-Agent: proof that calls are counted, not only sent.",
        "A product that names itself to an SDK in two parts comes as product/version … partner/company.",
        auditNeeds,
      ],
      parameters: { user_agent: userAgent, hours: hoursMeaning },
      sql: `SELECT
  user_agent,
  service_name,
  action_name,
  user_identity.email AS identity,
  count(*) AS events,
  max(event_time) AS last_seen
FROM system.access.audit
WHERE ${auditWindow}
  AND contains(lower(user_agent), lower(:user_agent))
GROUP BY user_agent, service_name, action_name, user_identity.email
ORDER BY last_seen DESC
LIMIT 1000`,
    },
    {
      id: "statements-by-client",
      title: "Which clients ran SQL",
      about: [
        "Statements of SQL warehouses and serverless compute by the application and the driver that sent them.",
        "Needs USE SCHEMA and SELECT on system.query. Rows may arrive an hour late.",
      ],
      parameters: { hours: hoursMeaning },
      sql: `SELECT
  client_application,
  client_driver,
  executed_by,
  count(*) AS statements,
  count_if(execution_status = 'FAILED') AS failed,
  max(start_time) AS last_started
FROM system.query.history
WHERE start_time >= current_timestamp() - :hours * INTERVAL '1' HOUR
GROUP BY client_application, client_driver, executed_by
ORDER BY last_started DESC
LIMIT 1000`,
    },
    {
      id: "calls-without-name",
      title: "Which calls of an identity carry no name",
      about: [
        "What a user or service principal called without the product's name: the call paths that were forgotten.",
        "Sign-in servers are asked under names of the clients' own; such rows are no gaps.",
        auditNeeds,
      ],
      parameters: {
        principal: "e-mail address of a user, or application id of a service principal",
        user_agent: userAgent,
        hours: hoursMeaning,
      },
      sql: `SELECT
  user_agent,
  service_name,
  action_name,
  count(*) AS events,
  max(event_time) AS last_seen
FROM system.access.audit
WHERE ${auditWindow}
  AND user_identity.email = :principal
  AND NOT contains(lower(coalesce(user_agent, '')), lower(:user_agent))
GROUP BY user_agent, service_name, action_name
ORDER BY events DESC
LIMIT 1000`,
    },
  ],
};
