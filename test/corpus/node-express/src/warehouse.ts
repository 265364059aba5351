import { DBSQLClient } from "@databricks/sql";
import type IDBSQLSession from "@databricks/sql/dist/contracts/IDBSQLSession";
import { USER_AGENT } from "./userAgent.js";

export interface WarehouseOptions {
  readonly host: string;
  readonly path: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export class Warehouse {
  readonly #client = new DBSQLClient();
  #session: Promise<IDBSQLSession> | undefined;

  constructor(private readonly options: WarehouseOptions) {}

  private async open(): Promise<IDBSQLSession> {
    await this.#client.connect({
      host: this.options.host,
      path: this.options.path,
      authType: "databricks-oauth",
      oauthClientId: this.options.clientId,
      oauthClientSecret: this.options.clientSecret,
      userAgentEntry: USER_AGENT,
    });
    return this.#client.openSession({ initialCatalog: "main" });
  }

  async query<T>(statement: string): Promise<T[]> {
    this.#session ??= this.open();
    const operation = await (await this.#session).executeStatement(statement, { runAsync: true });
    const rows = (await operation.fetchAll()) as T[];
    await operation.close();
    return rows;
  }

  async close(): Promise<void> {
    await this.#client.close();
  }
}
