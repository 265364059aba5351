import mongoose from "mongoose";
import { Client as PgClient } from "pg";
import { connect } from "nats";
import { DBSQLClient } from "./fakes/sqlClient.js";

// import { DBSQLClient } from "@databricks/sql";
// new DBSQLClient().connect({ host: "x", path: "y", token: "z" });

/**
 * Opens everything the dashboard needs.
 * @example
 * const client = new DBSQLClient();
 * await client.connect({ host: "adb-1.azuredatabricks.net", path: "/sql/1.0/warehouses/abc", token: "..." });
 */
export async function openAll() {
  await mongoose.connect("mongodb://localhost/databricks");
  const pg = new PgClient({ host: "localhost", database: "insights" });
  await pg.connect();
  const bus = await connect({ servers: "nats://bus" });
  const fake = await new DBSQLClient().connect({ host: "x", path: "y" });
  return { pg, bus, fake };
}
