import { closeQuietly, connectLakebase, type LakebaseLogin } from "./connect.ts";
import { statementError } from "./postgresError.ts";

/**
 * Runs statements in one transaction: all of them, or none.
 * @throws PwafError of the first that fails
 */
export async function runScript(login: LakebaseLogin, statements: readonly string[]): Promise<void> {
  const client = await connectLakebase(login);
  try {
    for (const statement of ["BEGIN", ...statements, "COMMIT"]) await client.query(statement);
  } catch (error) {
    // The connection's end rolls back.
    throw statementError(error);
  } finally {
    await closeQuietly(client);
  }
}
