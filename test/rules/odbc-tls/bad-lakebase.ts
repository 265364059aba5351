import pg from "pg";

const host = "ep-blue.database.us-west-2.cloud.databricks.com";
export const pool = new pg.Pool({ host, application_name: "Acme_Loader/1.2.0", ssl: { rejectUnauthorized: false } });
//                                                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^ odbc-tls
