import type { Schema } from "../catalog/model.ts";
import { schema, table } from "./define.ts";

export const nyctaxi: Schema = schema(
  "nyctaxi",
  "Trips of yellow cabs (made up, in the shape of the public data set)",
  {
    tables: [
      table("trips", "Taxi trips", {
        columns: [
          "tpep_pickup_datetime timestamp",
          "tpep_dropoff_datetime timestamp",
          "trip_distance double -- Miles",
          "fare_amount double -- US dollars",
          "pickup_zip int",
          "dropoff_zip int",
        ],
        rows: `SELECT TIMESTAMPTZ '2016-02-01 00:05:00+00' + INTERVAL (i * 7) MINUTE, TIMESTAMPTZ '2016-02-01 00:17:00+00' + INTERVAL (i * 7 + i % 20) MINUTE,
        round(0.5 + (i * 37 % 140) / 10.0, 2), round(4 + (i * 37 % 140) / 4.0, 1), (10001 + i * 13 % 280)::INTEGER, (10001 + i * 29 % 280)::INTEGER
        FROM range(2000) AS r(i)`,
      }),
    ],
  },
);

export const tpch: Schema = schema("tpch", "A small part of the TPC-H schema", {
  tables: [
    table("region", undefined, {
      columns: ["r_regionkey bigint", "r_name string", "r_comment string"],
      rows: "VALUES (0, 'AFRICA', NULL), (1, 'AMERICA', NULL), (2, 'ASIA', NULL), (3, 'EUROPE', NULL), (4, 'MIDDLE EAST', NULL)",
    }),
    table("nation", undefined, {
      columns: ["n_nationkey bigint", "n_name string", "n_regionkey bigint"],
      rows: `SELECT i, ['ALGERIA', 'BRAZIL', 'CHINA', 'FRANCE', 'IRAN', 'KENYA', 'CANADA', 'INDIA', 'GERMANY', 'JORDAN'][1 + CAST(i AS INTEGER)], i % 5 FROM range(10) AS r(i)`,
    }),
  ],
});
