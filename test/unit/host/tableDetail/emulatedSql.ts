import { fileURLToPath } from "node:url";
import { silentLogger } from "../../../../src/core/base/logger.ts";
import type { Emulator } from "../../../../src/emulator/emulator.ts";
import { createSqlClient } from "../../../../src/workspace/sql/sqlClient.ts";
import { readTexts } from "../../../../src/workspace/sql/readTexts.ts";
import type { SqlClient, SqlResult, SqlStatement } from "../../../../src/workspace/sql/types.ts";
import { runningEmulator } from "../../emulator/running.ts";

const driverPath = fileURLToPath(new URL("../../../../src/workspace/sql/driverProcess.ts", import.meta.url));

/** An emulated workspace and the extension's own way to run SQL on it, for a `describe` block. */
export function emulatedSql(): {
  readonly emulator: Emulator;
  execute(statement: SqlStatement, user?: string): Promise<SqlResult>;
  run(sql: string, user?: string): Promise<void>;
  texts(sql: string, user?: string): Promise<(string | null)[][]>;
} {
  const emulator = runningEmulator();
  let client: SqlClient | undefined;
  before(() => void (client = createSqlClient({ driverPath, log: silentLogger })));
  after(() => client?.dispose());

  async function execute(statement: SqlStatement, user?: string): Promise<SqlResult> {
    if (client === undefined) throw new Error("The SQL client has not been made");
    const token = emulator.current.createToken(user === undefined ? {} : { user });
    const connection = {
      host: "127.0.0.1",
      port: Number(new URL(emulator.current.httpUrl).port),
      protocol: "http" as const,
      httpPath: emulator.current.httpPath,
      userAgent: "PwafToolkit_VSCode/0.1.0",
      user: user ?? "",
      token: async () => token,
    };
    return await client.execute(connection, statement, new AbortController().signal);
  }
  return {
    get emulator() {
      return emulator.current;
    },
    execute,
    run: async (sql, user) => await (await execute({ sql }, user)).close(),
    texts: async (sql, user) => await readTexts(await execute({ sql }, user), new AbortController().signal),
  };
}
