declare module "@databricks/sql" {
  export class DBSQLClient {
    connect(options: { host: string; path: string; token?: string }): Promise<DBSQLClient>;
  }
}
