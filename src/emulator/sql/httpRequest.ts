import { errorText } from "../../core/base/errors.ts";
import type { GrantStore } from "../catalog/grants.ts";
import type { Connection, SecretReference } from "../catalog/model.ts";
import type { CatalogStore } from "../catalog/store.ts";
import { connectionNotFound } from "./connectionCommands.ts";
import { insufficient } from "./grantCommands.ts";
import { isSign, isWord, positionOf, type Token, tokens } from "./lexer.ts";
import type { SessionState } from "./session.ts";
import { SqlError } from "./sqlError.ts";

/** DuckDB's function that makes the answer of a call; defined with the other functions that Databricks has and DuckDB lacks. */
export const answerMacro = "CREATE MACRO pwaf_http_answer(code, body) AS {'status_code': code, 'text': body}";

/** Milliseconds for one call. */
const longestCall = 30_000;

/**
 * `http_request(conn => …, method => …, path => …)`: the call is made before the statement runs, and its answer stands
 * in the statement's place. Only servers on this machine are called: nothing of an emulated workspace leaves it.
 */
export class HttpRequests {
  /** Values of secrets, by `scope/key`. */
  readonly secrets = new Map<string, string>();
  readonly #store: CatalogStore;
  readonly #grants: GrantStore;

  constructor(store: CatalogStore, grants: GrantStore) {
    this.#store = store;
    this.#grants = grants;
  }

  /** The statement with answers where calls stood. */
  async answered(sql: string, session: SessionState, signal: AbortSignal): Promise<string> {
    if (!/\bhttp_request\b/i.test(sql)) return sql;
    const all = tokens(sql);
    let result = "";
    let from = 0;
    for (let i = 0; i < all.length; i++) {
      const [word, open] = [all[i], all[i + 1]];
      if (word === undefined || !isWord(word, "HTTP_REQUEST") || !isSign(open, "(")) continue;
      const { given, close } = readArguments(sql, all, i + 2);
      const { status, text } = await this.#call(given, session, signal);
      result += `${sql.slice(from, word.start)}pwaf_http_answer(${status}, ${sparkText(text)})`;
      from = all[close]?.end ?? sql.length;
      i = close;
    }
    return result + sql.slice(from);
  }

  async #call(given: ReadonlyMap<string, string>, session: SessionState, signal: AbortSignal) {
    const name = given.get("conn") ?? "";
    const connection = this.#store.connection(name);
    if (connection === undefined) throw connectionNotFound(name);
    const place = { type: "CONNECTION", path: [connection.name] } as const;
    // Looked up at every call: a right that was taken away counts at once.
    if (!this.#grants.allows(session.user, "USE_CONNECTION", place)) throw insufficient("USE_CONNECTION", place);
    if (connection.type !== "HTTP") throw callError(`Connection '${connection.name}' is no HTTP connection.`);
    const url = urlOf(connection, given.get("path") ?? "");
    const body = given.get("json");
    const response = await fetch(url, {
      method: given.get("method") ?? "GET",
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(longestCall)]),
      headers: {
        ...(await this.#authorization(connection, signal)),
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      },
      ...(body === undefined ? {} : { body }),
    }).catch((error: unknown) => {
      signal.throwIfAborted();
      throw callError(`${url.origin} cannot be reached: ${errorText(error)}.`);
    });
    return { status: response.status, text: await response.text() };
  }

  async #authorization(
    { options = {}, secrets = {} }: Connection,
    signal: AbortSignal,
  ): Promise<Record<string, string>> {
    if (options["authorization_endpoint"] !== undefined)
      throw SqlError.unsupported("The sign-in of users to a connection");
    if (secrets["bearer_token"]) return { Authorization: `Bearer ${this.#secret(secrets["bearer_token"])}` };
    const { token_endpoint: endpoint, client_id: client = "", oauth_scope: scope = "" } = options;
    if (endpoint === undefined || !secrets["client_secret"]) return {};
    const asked = await fetch(localUrl(endpoint), {
      method: "POST",
      body: new URLSearchParams({ grant_type: "client_credentials", scope }),
      headers: {
        Authorization: `Basic ${Buffer.from(`${client}:${this.#secret(secrets["client_secret"])}`).toString("base64")}`,
      },
      signal,
    });
    if (!asked.ok) throw callError(`The token endpoint answered ${asked.status}.`);
    return { Authorization: `Bearer ${((await asked.json()) as { access_token: string }).access_token}` };
  }

  #secret({ scope, key }: SecretReference): string {
    const value = this.secrets.get(`${scope}/${key}`);
    if (value !== undefined) return value;
    throw new SqlError("INVALID_SECRET_LOOKUP", "22531", `There is no secret with scope ${scope} and key ${key}.`);
  }
}

/** Named arguments up to the closing bracket. Those of the function are constants, so anything else is refused. */
function readArguments(sql: string, all: readonly Token[], first: number) {
  const given = new Map<string, string>();
  let at = first;
  while (!isSign(all[at], ")")) {
    const [name, arrow, value, after] = all.slice(at, at + 4);
    const isConstant = value?.kind === "string" || isWord(value, "NULL");
    if (name?.kind !== "word" || !isSign(arrow, "=>") || !isConstant || !(isSign(after, ",") || isSign(after, ")")))
      throw SqlError.unsupported("An argument of http_request that is no text", positionOf(sql, name?.start ?? 0));
    if (value?.kind === "string") given.set(name.text.toLowerCase(), value.text);
    at += isSign(after, ",") ? 4 : 3;
  }
  return { given, close: at };
}

function urlOf({ name, options = {} }: Connection, path: string): URL {
  if (path.split(/[/?#]/).includes("..")) throw callError("The path may not contain '../'.");
  const { host = "", port = "", base_path: base = "" } = options;
  const origin = localUrl(host, name);
  if (port !== "" && origin.port === "") origin.port = port;
  return new URL(`${base.replace(/\/+$/, "")}/${path.replace(/^\/+/, "")}`.replace(/^\/{2,}/, "/"), origin.origin);
}

function localUrl(text: string, connection?: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname)) return url;
  const what = connection === undefined ? text : `${text} (connection ${connection})`;
  throw callError(`The emulated workspace calls servers on this machine only, not ${what}.`);
}

function callError(text: string): SqlError {
  return new SqlError("HTTP_REQUEST_FAILED", "08000", text);
}

/** A string of Databricks SQL, as the translation expects it. */
function sparkText(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
