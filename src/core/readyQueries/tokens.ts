import type { ReadyQueryFolder } from "./readyQuery.ts";
import { auditNeeds, auditWindow, hoursMeaning } from "./readyQuery.ts";

export const tokens: ReadyQueryFolder = {
  title: "Tokens",
  queries: [
    {
      id: "personal-token-use",
      title: "Who signs in with personal access tokens",
      about: ["PWAF asks for OAuth in what customers run; these are the calls that still use tokens.", auditNeeds],
      parameters: { hours: hoursMeaning },
      sql: `SELECT
  user_identity.email AS identity,
  user_agent,
  count(*) AS sign_ins,
  max(event_time) AS last_seen
FROM system.access.audit
WHERE ${auditWindow}
  AND action_name = 'tokenLogin'
GROUP BY user_identity.email, user_agent
ORDER BY last_seen DESC
LIMIT 1000`,
    },
    {
      id: "token-changes",
      title: "Who made and revoked tokens",
      about: [auditNeeds],
      parameters: { hours: hoursMeaning },
      sql: `SELECT
  event_time,
  user_identity.email AS identity,
  action_name,
  response.status_code AS status,
  user_agent
FROM system.access.audit
WHERE ${auditWindow}
  AND action_name IN ('generateDbToken', 'revokeDbToken')
ORDER BY event_time DESC
LIMIT 1000`,
    },
    {
      id: "sign-ins-by-kind",
      title: "How each identity signs in",
      about: ["Personal access tokens beside OAuth, for each identity.", auditNeeds],
      parameters: { hours: hoursMeaning },
      sql: `SELECT
  user_identity.email AS identity,
  count_if(action_name = 'tokenLogin') AS by_personal_token,
  count_if(action_name = 'oidcTokenAuthorization') AS by_oauth,
  max(event_time) AS last_seen
FROM system.access.audit
WHERE ${auditWindow}
  AND action_name IN ('tokenLogin', 'oidcTokenAuthorization')
GROUP BY user_identity.email
ORDER BY by_personal_token DESC
LIMIT 1000`,
    },
  ],
};
