import { redact } from "../base/redact.ts";
import type { SqlDialect } from "./dialect.ts";
import { sqlTokens } from "./tokens.ts";

/** Names of options that hold secrets, as in `CREATE CONNECTION … OPTIONS (password 'x')` or `WITH CREDENTIAL`. */
const secretName = /password|passwd|secret|token|private_?key|access_?key|account_?key|sas_|credentials?_?json/i;

/** A statement's text with nothing in it that looks like a secret: neither by its form nor by the name before it. */
export function withoutSecrets(sql: string, dialect: SqlDialect = "databricks"): string {
  let text = "";
  let at = 0;
  let name = "";
  for (const { kind, start, end } of sqlTokens(sql, dialect)) {
    const token = sql.slice(start, end);
    if (kind === "text" && secretName.test(name)) {
      text += `${sql.slice(at, start)}'<redacted>'`;
      at = end;
    }
    // `password = 'x'`, `password => 'x'` and `'password' 'x'` all name what follows.
    if (kind !== "sign") name = kind === "text" && secretName.test(name) ? "" : token;
    else if (token !== "=" && token !== ">" && token !== ":") name = "";
  }
  return redact(text + sql.slice(at));
}
