import type { Schema } from "../catalog/model.ts";
import { schema, table } from "./define.ts";

export const operations: Schema = schema("ops", "Warehouse and support operations", {
  tables: [
    table("shipments", "Parcels handed to carriers", {
      columns: [
        "shipment_id string not null",
        "order_id bigint not null",
        "carrier string",
        "shipped_on date",
        "delivered_at timestamp -- NULL while under way",
        "weight_kg double",
        "tracking binary -- Carrier's label code",
      ],
      primaryKey: ["shipment_id"],
      foreignKeys: [
        {
          name: "shipments_order_fk",
          columns: ["order_id"],
          parentTable: "main.sales.orders",
          parentColumns: ["order_id"],
        },
      ],
      rows: `SELECT 'SHP-' || lpad(i::VARCHAR, 6, '0'), 500000 + i, ['DHL', 'PostNord', 'UPS', 'Yamato'][1 + CAST(i % 4 AS INTEGER)],
        DATE '2025-01-02' + CAST(i * 211 // 1440 AS INTEGER),
        CASE WHEN i % 8 = 0 THEN NULL ELSE TIMESTAMPTZ '2025-01-03 10:15:00+00' + INTERVAL (i * 211) MINUTE END,
        round(0.3 + (i * 17 % 120) / 10.0, 1), encode('L' || i) FROM range(1500) AS r(i)`,
    }),
    table("tickets", "Support tickets", {
      columns: [
        "ticket_id bigint not null",
        "customer_id bigint",
        "priority string -- low, normal or urgent",
        "opened_at timestamp_ntz -- Local time of the agent",
        "subject string",
        "body string",
        "satisfaction tinyint -- 1 to 5, NULL when not answered",
      ],
      primaryKey: ["ticket_id"],
      rows: `SELECT 9000 + i, 1000 + (i * 31) % 500, ['low', 'normal', 'normal', 'urgent'][1 + CAST(i % 4 AS INTEGER)],
        TIMESTAMP '2025-02-01 08:00:00' + INTERVAL (i * 97) MINUTE,
        ['Where is my parcel?', 'Wrong size', 'Refund not received', 'Invoice address'][1 + CAST(i * 3 % 4 AS INTEGER)],
        'Customer wrote on day ' || (i % 28 + 1) || '. Please answer within a day.', CASE WHEN i % 3 = 0 THEN NULL ELSE (1 + i % 5)::TINYINT END
        FROM range(400) AS r(i)`,
    }),
    table("sensor_readings", "Cold-store temperatures, one per ten minutes", {
      kind: "EXTERNAL",
      columns: ["sensor_id smallint", "read_at timestamp", "celsius float", "ok boolean"],
      rows: `SELECT (i % 6)::SMALLINT, TIMESTAMPTZ '2026-01-01 00:00:00+00' + INTERVAL (i // 6 * 10) MINUTE,
        (4 + sin(i / 50.0) * 1.5)::FLOAT, i % 97 <> 0 FROM range(3000) AS r(i)`,
    }),
  ],
});
