import { DBSQLClient, type ConnectionOptions } from "@databricks/sql";

type Plain = Omit<ConnectionOptions, "userAgentEntry">;

const defaults = { userAgentEntry: "Quillmark_Sync/0.9.2", socketTimeout: 120_000 } satisfies Partial<ConnectionOptions>;

/** Every connection of the product is made here. */
export function connect(options: Plain) {
  return new DBSQLClient().connect({ ...options, ...defaults } as ConnectionOptions);
}
