import type { Node } from "@vscode/tree-sitter-wasm";
import type { Arguments, TextValue, Value } from "./value.ts";
import { unknown } from "./value.ts";

type Parts = TextValue["parts"];

/** SQLAlchemy's way to write a URL by its parts. */
export const urlMakers: ReadonlySet<string> = new Set([
  "sqlalchemy.URL.create",
  "sqlalchemy.engine.URL.create",
  "sqlalchemy.engine.url.URL.create",
]);

/** Source: SQLAlchemy 2, `URL.create(drivername, username, password, host, port, database, query)`. */
const names = ["drivername", "username", "password", "host", "port", "database", "query"];

/** The text of a URL that a call puts together; what is not known of it is a hole. */
export function urlText(args: Arguments, node: Node): Value {
  const given = (name: string): Value | undefined => {
    const value = args.named.entries.get(name)?.value ?? args.positional[names.indexOf(name)]?.value;
    return value?.kind === "null" ? undefined : value;
  };
  const part = (name: string): Parts | undefined => {
    const value = given(name);
    if (value?.kind === "settings") return [{ source: value.node.text }];
    return value && (value.kind === "text" ? value.parts : [{ source: name }]);
  };
  const driver = part("drivername");
  if (!driver) return unknown;
  const [user, password, host, port, database] = names.slice(1, 6).map(part);
  const login: Parts = user ? [...user, ...(password ? [":", ...password] : []), "@"] : [];
  const place: Parts = [...(host ?? []), ...(port ? [":", ...port] : []), ...(database ? ["/", ...database] : [])];
  return { kind: "text", parts: [...driver, "://", ...login, ...place, ...query(given("query"))], node, plain: false };
}

function query(value: Value | undefined): Parts {
  if (!value) return [];
  if (value.kind !== "object") return ["?", { source: "query" }];
  const pairs = [...value.entries].map(([key, entry]): Parts => [
    `${key}=`,
    ...(entry.value.kind === "text" ? entry.value.parts : [{ source: key }]),
  ]);
  return pairs.flatMap((pair, index) => [index === 0 ? "?" : "&", ...pair]);
}
