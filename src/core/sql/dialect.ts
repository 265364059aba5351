/** Whose SQL a script is written in: that of SQL warehouses, or PostgreSQL's, which Lakebase speaks. */
export type SqlDialect = "databricks" | "postgres";
