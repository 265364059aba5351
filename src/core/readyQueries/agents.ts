import type { ReadyQueryFolder } from "./readyQuery.ts";
import { auditNeeds, auditWindow, hoursMeaning } from "./readyQuery.ts";

const gatewayNeeds = "Needs SELECT on system.ai_gateway.usage, which account admins have.";

export const agents: ReadyQueryFolder = {
  title: "Agents and AI gateway",
  queries: [
    {
      id: "agent-tool-calls",
      title: "Which tools an agent called",
      about: [
        "Functions and MCP tools that a service principal or user ran.",
        "The names of the parameters differ by tool, so all of them are shown.",
        auditNeeds,
      ],
      parameters: {
        principal: "application id of the agent's service principal, or an e-mail address",
        hours: hoursMeaning,
      },
      sql: `SELECT
  event_time,
  action_name,
  to_json(request_params) AS parameters,
  response.status_code AS status,
  user_agent,
  request_id
FROM system.access.audit
WHERE ${auditWindow}
  AND action_name IN ('executeFunction', 'mcpCall')
  AND user_identity.email = :principal
ORDER BY event_time DESC
LIMIT 1000`,
    },
    {
      id: "agent-as-whom",
      title: "As whom a product acts",
      about: [
        "An app that acts for its users shows their addresses here; one that acts for itself shows one application id.",
        auditNeeds,
      ],
      parameters: {
        user_agent: "part of the User-Agent, such as AcmePartner_DataConnector",
        hours: hoursMeaning,
      },
      sql: `SELECT
  CASE WHEN contains(user_identity.email, '@') THEN 'user' ELSE 'service principal' END AS kind,
  user_identity.email AS identity,
  count(*) AS events,
  max(event_time) AS last_seen
FROM system.access.audit
WHERE ${auditWindow}
  AND contains(lower(user_agent), lower(:user_agent))
GROUP BY user_identity.email
ORDER BY events DESC
LIMIT 1000`,
    },
    {
      id: "request-to-model-call",
      title: "From a call to the model behind it",
      about: [
        "Joins the audit log with the gateway's usage by request id: who asked, and what the model used for it.",
        `${auditNeeds} ${gatewayNeeds}`,
      ],
      parameters: { hours: hoursMeaning },
      sql: `SELECT
  audit.event_time,
  audit.user_identity.email AS identity,
  audit.action_name,
  used.endpoint_name,
  used.destination_model,
  used.total_tokens,
  audit.request_id
FROM system.access.audit AS audit
JOIN system.ai_gateway.usage AS used ON used.request_id = audit.request_id
WHERE audit.event_date >= CAST(current_timestamp() - :hours * INTERVAL '1' HOUR AS DATE)
  AND audit.event_time >= current_timestamp() - :hours * INTERVAL '1' HOUR
ORDER BY audit.event_time DESC
LIMIT 1000`,
    },
    {
      id: "gateway-usage",
      title: "Who uses the AI gateway, and how much",
      about: [
        "Requests and tokens by requester, model and User-Agent.",
        "Managed MCP servers are governed by Unity Catalog and not by the gateway, so their calls are not here.",
        gatewayNeeds,
      ],
      parameters: { hours: hoursMeaning },
      sql: `SELECT
  requester,
  endpoint_name,
  destination_model,
  user_agent,
  count(*) AS requests,
  count_if(status_code >= 400) AS failed,
  sum(input_tokens) AS input_tokens,
  sum(output_tokens) AS output_tokens,
  max(event_time) AS last_seen
FROM system.ai_gateway.usage
WHERE event_time >= current_timestamp() - :hours * INTERVAL '1' HOUR
GROUP BY requester, endpoint_name, destination_model, user_agent
ORDER BY requests DESC
LIMIT 1000`,
    },
    {
      id: "model-usage",
      title: "Tokens of served models",
      about: [
        "Requests to model serving endpoints whose usage is tracked.",
        "Needs SELECT on system.serving, which account admins have.",
      ],
      parameters: { hours: hoursMeaning },
      sql: `SELECT
  served.endpoint_name,
  used.requester,
  count(*) AS requests,
  count_if(used.status_code >= 400) AS failed,
  sum(used.input_token_count) AS input_tokens,
  sum(used.output_token_count) AS output_tokens,
  max(used.request_time) AS last_seen
FROM system.serving.endpoint_usage AS used
JOIN system.serving.served_entities AS served ON served.served_entity_id = used.served_entity_id
WHERE used.request_time >= current_timestamp() - :hours * INTERVAL '1' HOUR
GROUP BY served.endpoint_name, used.requester
ORDER BY requests DESC
LIMIT 1000`,
    },
  ],
};
