import type { GrantStore } from "../catalog/grants.ts";
import type { SecretReference } from "../catalog/model.ts";
import type { CatalogStore } from "../catalog/store.ts";
import { CommandReader } from "./commandReader.ts";
import { noResult } from "./commands.ts";
import type { SessionState } from "./session.ts";
import { SqlError } from "./sqlError.ts";

/** CREATE CONNECTION and DROP CONNECTION: the query that answers them; undefined for any other statement. */
export function connectionCommand(
  sql: string,
  session: SessionState,
  store: CatalogStore,
  grants: GrantStore,
): string | undefined {
  const reader = new CommandReader(sql, session, store);
  if (reader.eatAll("CREATE", "CONNECTION")) {
    const isGuarded = reader.eatAll("IF", "NOT", "EXISTS");
    const name = reader.name();
    if (!reader.eat("TYPE")) throw reader.syntaxError();
    const type = reader.name().toUpperCase();
    const { options, secrets } = reader.eat("OPTIONS") ? optionsOf(reader) : { options: {}, secrets: {} };
    const comment = reader.eat("COMMENT") ? reader.string() : undefined;
    reader.end();
    // CREATE CONNECTION is a privilege on the metastore, which administrators hold here.
    if (!grants.isAdmin(session.user)) throw insufficientOnMetastore();
    if (store.connection(name)) {
      if (isGuarded) return noResult;
      throw new SqlError("CONNECTION_ALREADY_EXISTS", "42000", `Connection '${name}' already exists.`);
    }
    const { host = "", base_path: path = "" } = options;
    store.connections.set(name.toLowerCase(), { name, type, url: `${host}${path}`, comment, options, secrets });
    grants.change({ type: "CONNECTION", path: [name] }, "admins", ["ALL_PRIVILEGES"], []);
    return noResult;
  }
  if (reader.eatAll("DROP", "CONNECTION")) {
    const isGuarded = reader.eatAll("IF", "EXISTS");
    const name = reader.name();
    reader.end();
    if (!grants.isAdmin(session.user)) throw insufficientOnMetastore();
    if (!store.connections.delete(name.toLowerCase()) && !isGuarded) throw connectionNotFound(name);
    return noResult;
  }
  return undefined;
}

export function connectionNotFound(name: string): SqlError {
  return new SqlError("CONNECTION_NOT_FOUND", "42704", `The connection \`${name}\` cannot be found.`);
}

/** `(host 'https://…', bearer_token secret('scope', 'key'))` */
function optionsOf(reader: CommandReader) {
  const options: Record<string, string> = {};
  const secrets: Record<string, SecretReference> = {};
  reader.sign("(");
  do {
    const name = reader.name().toLowerCase();
    if (reader.eat("SECRET")) {
      reader.sign("(");
      const scope = reader.string();
      reader.sign(",");
      secrets[name] = { scope, key: reader.string() };
      reader.sign(")");
    } else options[name] = reader.string();
  } while (reader.eatSign(","));
  reader.sign(")");
  return { options, secrets };
}

function insufficientOnMetastore(): SqlError {
  const text = "Insufficient privileges:\nUser does not have CREATE CONNECTION on Metastore 'emulated'.";
  return new SqlError("INSUFFICIENT_PERMISSIONS", "42501", text);
}
