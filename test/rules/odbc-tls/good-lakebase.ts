import pg from "pg";

const application_name = "Acme_Loader/1.2.0";
const host = "ep-blue.database.us-west-2.cloud.databricks.com";
export const checked = new pg.Pool({ host, application_name, ssl: true });
export const local = new pg.Pool({ host: "localhost", application_name, ssl: { rejectUnauthorized: false } });
export const sometimes = (isLocal: boolean) =>
  new pg.Pool({ host, application_name, ssl: isLocal ? false : { rejectUnauthorized: false } });
