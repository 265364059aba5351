import type { Schema } from "../catalog/model.ts";
import { schema, table } from "./define.ts";

/**
 * The system tables of a workspace, with the columns that queries about attribution, permissions and use need. Rows come
 * from what was really called here, see `sql/systemTables.ts`; nothing serves models here, so what tells of that is empty.
 * Sources: system table references for audit logs, query history and model serving costs; for `ai_gateway.usage`, whose
 * columns are not published, public queries against it.
 */
export function systemSchemas(): Schema[] {
  return [
    schema("access", "Who did what, and where tables come from", {
      tables: [
        table("audit", "Calls of the workspace's services", {
          columns: [
            "version string",
            "event_time timestamp",
            "event_date date",
            "workspace_id string",
            "source_ip_address string",
            "user_agent string",
            "session_id string",
            "user_identity struct<email:string,subject_name:string>",
            "service_name string",
            "action_name string",
            "request_id string",
            "request_params map<string,string>",
            "response struct<status_code:int,error_message:string,result:string>",
            "audit_level string",
            "account_id string",
            "event_id string",
          ],
        }),
      ],
    }),
    schema("query", "What SQL ran", {
      tables: [
        table("history", "Statements of SQL warehouses", {
          columns: [
            "account_id string",
            "workspace_id string",
            "statement_id string",
            "session_id string",
            "execution_status string",
            "compute struct<type:string,cluster_id:string,warehouse_id:string>",
            "executed_by_user_id string",
            "executed_by string",
            "statement_text string",
            "statement_type string",
            "error_message string",
            "client_application string",
            "client_driver string",
            "total_duration_ms bigint",
            "start_time timestamp",
            "end_time timestamp",
            "update_time timestamp",
            "produced_rows bigint",
            "query_tags map<string,string>",
          ],
        }),
      ],
    }),
    schema("serving", "Use of served models", {
      tables: [
        table("endpoint_usage", "Requests to served models", {
          columns: [
            "account_id string",
            "workspace_id string",
            "client_request_id string",
            "databricks_request_id string",
            "requester string",
            "status_code int",
            "request_time timestamp",
            "input_token_count bigint",
            "output_token_count bigint",
            "usage_context map<string,string>",
            "served_entity_id string",
          ],
        }),
        table("served_entities", "What endpoints serve", {
          columns: ["served_entity_id string", "endpoint_name string", "entity_name string", "change_time timestamp"],
        }),
      ],
    }),
    schema("ai_gateway", "Use of the AI gateway", {
      tables: [
        table("usage", "Requests through the gateway", {
          columns: [
            "event_time timestamp",
            "request_id string",
            "requester string",
            "endpoint_name string",
            "destination_model string",
            "api_type string",
            "user_agent string",
            "status_code int",
            "input_tokens bigint",
            "output_tokens bigint",
            "total_tokens bigint",
            "request_tags map<string,string>",
          ],
        }),
      ],
    }),
  ];
}
