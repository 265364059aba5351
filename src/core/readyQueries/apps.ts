import type { ReadyQuery, ReadyQueryFolder } from "./readyQuery.ts";

/** Source: “Telemetry” of Databricks Apps: the platform sets these once telemetry is on for an app. */
const variables = [
  "With telemetry on, the platform gives the app OTEL_EXPORTER_OTLP_ENDPOINT (http://localhost:4314),",
  "OTEL_EXPORTER_OTLP_PROTOCOL (grpc), OTEL_RESOURCE_ATTRIBUTES (workspace.id=…,app.name=…) and OTEL_SERVICE_NAME.",
  "Leave them out of app.yaml: what stands there takes the place of the platform's own.",
] as const;

function telemetry(kind: "logs" | "spans" | "metrics", question: string): ReadyQuery {
  return {
    id: `app-${kind}`,
    title: question,
    about: [
      ...variables,
      "Put in the catalog and schema that the app's telemetry goes to; a prefix of the table may have been chosen too.",
    ],
    sql: `SELECT *
FROM main.default.otel_${kind}
LIMIT 100`,
  };
}

export const apps: ReadyQueryFolder = {
  title: "Telemetry of apps (OpenTelemetry)",
  queries: [
    telemetry("logs", "What an app logged"),
    telemetry("spans", "What an app did, and how long it took"),
    telemetry("metrics", "What an app measured"),
  ],
};
