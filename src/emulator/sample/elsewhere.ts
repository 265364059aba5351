import type { Connection, ExternalLocation, Schema } from "../catalog/model.ts";
import { schema, table } from "./define.ts";

/** Of a foreign catalog. */
export const crm: Schema = schema("public", "Tables of the Postgres database", {
  tables: [
    table("contacts", "People at customers", {
      kind: "FOREIGN",
      columns: ["contact_id bigint not null", "company string", "phone string"],
      rows: "SELECT i, 'Company ' || (i % 20), '+49 30 ' || (100000 + i) FROM range(60) AS r(i)",
    }),
  ],
});

/** Of a shared catalog. */
export const weather: Schema = schema("daily", "One forecast a day", {
  tables: [
    table("forecast", "Forecast per city", {
      columns: ["day date", "city string", "celsius double"],
      rows: "SELECT DATE '2026-01-01' + CAST(i // 4 AS INTEGER), ['Berlin', 'Lisbon', 'Oslo', 'Tokyo'][1 + CAST(i % 4 AS INTEGER)], round(4 + i % 17 / 2.0, 1) FROM range(120) AS r(i)",
    }),
  ],
});

export const externalLocations: readonly ExternalLocation[] = [
  {
    name: "landing",
    url: "s3://emulated-bucket/landing",
    credential: "landing_role",
    comment: "Where partners deliver",
    readOnly: false,
  },
  { name: "archive", url: "s3://emulated-archive", credential: "archive_role", readOnly: true },
];

export const connections: readonly Connection[] = [
  {
    name: "crm_postgres",
    type: "POSTGRESQL",
    url: "jdbc://crm.emulated.example:5432/",
    comment: "Database behind the catalog crm",
  },
  {
    name: "support_desk",
    type: "HTTP",
    url: "https://desk.emulated.example:443/mcp",
    comment: "Tickets of the support desk, as tools for agents",
    options: { host: "https://desk.emulated.example", port: "443", base_path: "/mcp", is_mcp_connection: "true" },
  },
];
