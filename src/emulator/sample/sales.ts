import type { Schema } from "../catalog/model.ts";
import { owners, schema, table } from "./define.ts";
import { salesModels } from "./models.ts";
import { salesVolumes } from "./volumes.ts";

/** Picks from a list by a number, deterministically. */
function pick(values: readonly string[], by: string): string {
  return `[${values.map((value) => `'${value.replaceAll("'", "''")}'`).join(", ")}][1 + CAST((${by}) % ${values.length} AS INTEGER)]`;
}

const given = [
  "Ada",
  "Bruno",
  "Chioma",
  "Dmitri",
  "Elif",
  "Freya",
  "Goran",
  "Hana",
  "Ines",
  "Jonas",
  "Kavya",
  "Liam",
  "Mei",
  "Noor",
  "Oscar",
  "Priya",
];
const family = [
  "Almeida",
  "Bianchi",
  "Chen",
  "Dubois",
  "Eriksen",
  "Fischer",
  "García",
  "Haddad",
  "Ivanova",
  "Jansen",
  "Kowalski",
  "Lindqvist",
  "Müller",
  "Nakamura",
  "O'Brien",
  "Petrov",
  "Quinn",
  "Rossi",
  "Silva",
  "Tanaka",
  "Weber",
];
const cities = [
  "Berlin",
  "Lisbon",
  "Oslo",
  "Madrid",
  "Toronto",
  "Chicago",
  "São Paulo",
  "Tokyo",
  "Sydney",
  "Nairobi",
  "Mumbai",
  "Austin",
];
const regions = ["EMEA", "EMEA", "EMEA", "EMEA", "AMER", "AMER", "AMER", "APAC", "APAC", "EMEA", "APAC", "AMER"];
const countries = ["DE", "PT", "NO", "ES", "CA", "US", "BR", "JP", "AU", "KE", "IN", "US"];

export const sales: Schema = schema("sales", "Orders of the web shop and who placed them", {
  owner: owners.analyst,
  tables: [
    table("customers", "One row per customer account", {
      columns: [
        "customer_id bigint not null -- Account number",
        "name string not null -- Full name",
        "email string -- Contact address; NULL when withdrawn",
        "city string",
        "country string -- ISO 3166-1 alpha-2",
        "region string -- Sales region: EMEA, AMER or APAC",
        "segment string -- consumer, business or public",
        "signup_date date",
        "is_active boolean",
      ],
      primaryKey: ["customer_id"],
      rows: `SELECT 1000 + i, ${pick(given, "i * 7")} || ' ' || ${pick(family, "i * 5 + i // 16")},
        CASE WHEN i % 23 = 0 THEN NULL ELSE lower(${pick(given, "i * 7")}) || '.' || (1000 + i) || '@mail.example' END,
        ${pick(cities, "i * 11")}, ${pick(countries, "i * 11")}, ${pick(regions, "i * 11")},
        ${pick(["consumer", "consumer", "business", "public"], "i * 3 + i // 4")}, DATE '2023-01-02' + CAST((i * 37) % 1000 AS INTEGER), i % 9 <> 0
        FROM range(500) AS r(i)`,
    }),
    table("products", "What can be ordered", {
      columns: [
        "product_id int not null",
        "sku string not null -- Stock keeping unit",
        "title string",
        "category string",
        "price decimal(10,2) -- List price in EUR",
        "weight_kg double",
        "tags array<string>",
        "attributes map<string,string>",
      ],
      primaryKey: ["product_id"],
      rows: `SELECT i::INTEGER, 'SKU-' || lpad((i * 7919 % 100000)::VARCHAR, 5, '0'),
        ${pick(["Trail", "City", "Alpine", "Harbour", "Desert", "Polar"], "i")} || ' ' || ${pick(["Jacket", "Backpack", "Boots", "Tent", "Lamp", "Bottle", "Stove", "Gloves"], "i * 5 + i // 6")},
        ${pick(["clothing", "bags", "shoes", "camping", "camping", "accessories", "camping", "clothing"], "i * 5 + i // 6")},
        CAST(9.9 + (i * 1237 % 40000) / 100.0 AS DECIMAL(10,2)), round(0.1 + (i * 31 % 90) / 10.0, 1),
        [${pick(["new", "sale", "classic"], "i")}, ${pick(["outdoor", "city"], "i")}],
        MAP {'colour': ${pick(["black", "sand", "moss", "sky"], "i")}, 'size': ${pick(["S", "M", "L", "XL"], "i * 3")}}
        FROM range(120) AS r(i)`,
    }),
    table("orders", "One row per order", {
      columns: [
        "order_id bigint not null -- Order number",
        "customer_id bigint not null -- Who ordered",
        "status string -- placed, paid, shipped, delivered or returned",
        "ordered_at timestamp -- When the order was placed (UTC)",
        "channel string",
        "total decimal(12,2) -- Sum of the items in EUR",
        "shipping struct<method:string,city:string,days:int> -- How it travels",
        "note string",
      ],
      primaryKey: ["order_id"],
      foreignKeys: [
        {
          name: "orders_customer_fk",
          columns: ["customer_id"],
          parentTable: "main.sales.customers",
          parentColumns: ["customer_id"],
        },
      ],
      rows: `SELECT 500000 + i, 1000 + (i * 7919) % 500, ${pick(["delivered", "delivered", "shipped", "paid", "placed", "returned"], "i * 13")},
        TIMESTAMPTZ '2025-01-01 06:00:00+00' + INTERVAL (i * 211) MINUTE + INTERVAL (i * 37 % 60) SECOND,
        ${pick(["web", "app", "partner", "store"], "i * 3 + i // 8")}, CAST(15 + (i * 7727 % 98000) / 100.0 AS DECIMAL(12,2)),
        {'method': ${pick(["standard", "express", "pickup"], "i")}, 'city': ${pick(cities, "i * 11")}, 'days': CAST(1 + i % 6 AS INTEGER)},
        CASE WHEN i % 17 = 0 THEN 'Leave at the door' WHEN i % 29 = 0 THEN 'Gift, please wrap' END
        FROM range(2400) AS r(i)`,
    }),
    table("order_items", "Lines of an order", {
      columns: [
        "order_id bigint not null",
        "line int not null",
        "product_id int not null",
        "quantity int",
        "unit_price decimal(10,2)",
        "discount double -- Fraction of the price, 0 to 0.3",
      ],
      primaryKey: ["order_id", "line"],
      foreignKeys: [
        {
          name: "order_items_order_fk",
          columns: ["order_id"],
          parentTable: "main.sales.orders",
          parentColumns: ["order_id"],
        },
        {
          name: "order_items_product_fk",
          columns: ["product_id"],
          parentTable: "main.sales.products",
          parentColumns: ["product_id"],
        },
      ],
      rows: `SELECT 500000 + i, l::INTEGER, CAST((i * 13 + l * 31) % 120 AS INTEGER), CAST(1 + (i + l) % 4 AS INTEGER),
        CAST(9.9 + ((i * 13 + l * 31) % 120 * 1237 % 40000) / 100.0 AS DECIMAL(10,2)), (i + l) % 4 / 10.0
        FROM range(2400) AS r(i), range(1, 3) AS lines(l)`,
    }),
    table("revenue_by_region", "Revenue per region and month", {
      kind: "VIEW",
      owner: owners.analyst,
      columns: ["region string", "month date", "orders bigint", "revenue decimal(38,2)"],
      definition: `SELECT c.region, CAST(date_trunc('MONTH', o.ordered_at) AS DATE) AS month, count(*) AS orders, sum(o.total) AS revenue
FROM main.sales.orders AS o JOIN main.sales.customers AS c ON c.customer_id = o.customer_id
WHERE o.status <> 'returned' GROUP BY c.region, CAST(date_trunc('MONTH', o.ordered_at) AS DATE)`,
    }),
    table("orders_by_channel", "Orders per channel, computed every night", {
      kind: "MATERIALIZED_VIEW",
      owner: owners.analyst,
      columns: ["channel string", "orders bigint", "revenue decimal(38,2)"],
      definition: "SELECT channel, count(*) AS orders, sum(total) AS revenue FROM main.sales.orders GROUP BY channel",
      rows: `SELECT channel, count(*), sum(total) FROM "main$".sales.orders GROUP BY channel ORDER BY channel`,
    }),
    table("clicks", "Clicks in the shop, as they come in", {
      kind: "STREAMING_TABLE",
      columns: ["clicked_at timestamp", "customer_id bigint", "product_id int", "page string"],
      rows: `SELECT TIMESTAMPTZ '2026-01-14 08:00:00+00' + INTERVAL (i * 13) SECOND, CASE WHEN i % 3 = 0 THEN NULL ELSE 1000 + i % 500 END,
        (i * 7 % 120)::INTEGER, ${pick(["/", "/product", "/basket", "/pay"], "i * 5 + i // 7")} FROM range(1000) AS r(i)`,
    }),
  ],
  volumes: salesVolumes,
  models: salesModels,
  functions: [
    {
      name: "net_price",
      comment: "Price without VAT",
      returns: { kind: "DECIMAL", precision: 10, scale: 2 },
      parameters: [
        { name: "gross", type: { kind: "DECIMAL", precision: 10, scale: 2 } },
        { name: "vat", type: { kind: "DOUBLE" } },
      ],
      body: "CAST(gross / (1 + vat) AS DECIMAL(10,2))",
    },
    {
      name: "is_domestic",
      comment: "True for orders that stay in the country",
      returns: { kind: "BOOLEAN" },
      parameters: [{ name: "country", type: { kind: "STRING" } }],
      body: "country = 'DE'",
    },
  ],
});
