import type { Node } from "@vscode/tree-sitter-wasm";
import { isTextMethod, joinItems, joinUrl, splitText, withTidyEnds } from "./texts.ts";
import { urlMakers, urlText } from "./urls.ts";
import type { Arguments, ObjectValue, Value } from "./value.ts";
import { emptyObject, itemsOf, knownText, merge, oneOf, unknown, withFallback } from "./value.ts";

/** Objects whose members are environment variables. */
export const environmentOrigins: ReadonlySet<string> = new Set([
  ":process.env",
  "process.env",
  "node:process.env",
  ":Bun.env",
  "os.environ",
  // A notebook has the module from another one that it runs.
  ":os.environ",
]);

const environmentReaders: ReadonlySet<string> = new Set([
  "os.getenv",
  "os.environ.get",
  "os.environ.setdefault",
  ":os.getenv",
  ":os.environ.get",
  ":Deno.env.get",
  ":System.getenv",
  ":System.getProperty",
  ":sys.env",
  ":sys.env.get",
  ":sys.env.getOrElse",
  "os.Getenv",
  "os.LookupEnv",
  ":Environment.GetEnvironmentVariable",
  ":GetEnvironmentVariable",
]);

/** Functions that give back what they are handed. */
const identities: ReadonlySet<string> = new Set([
  ":Object.freeze",
  ":Object.seal",
  ":structuredClone",
  ":str",
  ":String",
  "copy.copy",
  "copy.deepcopy",
  "typing.cast",
  ":Promise.resolve",
  "github.com/databricks/databricks-sdk-go.Must",
  "types.MappingProxyType",
  "sqlalchemy.make_url",
  "sqlalchemy.engine.make_url",
  "sqlalchemy.engine.url.make_url",
]);

/** What stands for a field's default in the body of a Python class. */
const fieldMakers: ReadonlySet<string> = new Set([
  "dataclasses.field",
  "pydantic.Field",
  "attr.ib",
  "attrs.field",
  "attr.field",
]);

const importers: ReadonlySet<string> = new Set([
  ":require",
  ":import",
  "importlib.import_module",
  ":__import__",
  "pytest.importorskip",
]);

/** Functions that run the function they are handed with the arguments that follow. */
export const forwarders: ReadonlySet<string> = new Set(["functools.partial", "asyncio.to_thread"]);

const known: ReadonlySet<string> = new Set([
  ...environmentReaders,
  ...importers,
  ...identities,
  ...urlMakers,
  ...fieldMakers,
  ...[":URL", "url.URL", "node:url.URL"],
  ...[":dict", ":Object.assign", "functools.partial", ":append", ":string.Join", ":String.Join"],
  ...["strings.Join", "strings.Cut", "strings.Split", "cmp.Or"],
  ...["strings.TrimSuffix", "strings.TrimPrefix", "strings.TrimRight", "strings.TrimSpace", "strings.Trim"],
]);

function values(args: Arguments): Value[] {
  return args.positional.map(({ value }) => value);
}

/** What a call of a well-known library function gives; undefined for all others. */
export function callLibrary(path: string, args: Arguments, node: Node): Value | undefined {
  if (!known.has(path)) return undefined;
  const [first, second] = values(args);
  if (environmentReaders.has(path)) {
    const fallback = second ?? args.named.entries.get("default")?.value;
    return fallback?.kind === "text" && knownText(fallback) !== "" ? fallback : { kind: "settings", node };
  }
  if (importers.has(path)) {
    const module = first && knownText(first);
    return module === undefined ? unknown : { kind: "origin", path: module };
  }
  if (identities.has(path)) return (path === "typing.cast" ? second : first) ?? unknown;
  if (urlMakers.has(path)) return urlText(args, node);
  if (fieldMakers.has(path)) return args.named.entries.get("default")?.value ?? first ?? unknown;
  if (path === ":dict")
    return merge(
      values(args).reduce<ObjectValue>((all, value) => merge(all, value), emptyObject),
      args.named,
    );
  if (path === ":Object.assign") {
    const all = values(args).reduce<ObjectValue>((sum, value) => merge(sum, value), emptyObject);
    return args.open ? { ...all, open: true } : all;
  }
  if (path === ":append") {
    const items = first && (first.kind === "null" ? [] : itemsOf(first));
    return items && !args.open ? { kind: "list", items: [...items, ...values(args).slice(1)] } : unknown;
  }
  if (/(?:^|[.:])URL$/.test(path)) return joinUrl(node, first, second);
  if (path === "strings.Cut") return first?.kind === "text" ? splitText(first, "cut", second) : unknown;
  if (path.startsWith("strings.Trim"))
    return first ? callOperation(first, path.slice("strings.".length), args.from(1)) : unknown;
  if (path === "strings.Split") return first ? callOperation(first, "split", args.from(1)) : unknown;
  if (path === "cmp.Or") return firstGiven(values(args));
  if (path === "strings.Join") return first && second ? callOperation(second, "join", args) : unknown;
  if (/:[sS]tring\.Join$/.test(path)) return joinAll(first, values(args).slice(1));
  if (path === "functools.partial" && first) {
    return { kind: "partial", callee: first, args: args.from(1) };
  }
  return undefined;
}

/** Go's `cmp.Or(a, b)`: the first that is not empty. */
function firstGiven([first, ...rest]: readonly Value[]): Value {
  if (!first || (first.kind === "text" && knownText(first) === ""))
    return rest.length > 0 ? firstGiven(rest) : { kind: "null", node: undefined };
  return withFallback(first, () => firstGiven(rest));
}

/** `string.Join("/", a, b)` or `string.Join("/", list)`. */
function joinAll(separator: Value | undefined, items: readonly Value[]): Value {
  if (separator?.kind !== "text") return unknown;
  const [only] = items;
  return joinItems(separator, only?.kind === "list" && items.length === 1 ? only.items : items);
}

/** What a method of a plain value gives: `options.copy()`, `text.strip()`, `connect.bind(client)`. */
export function callOperation(on: Value, name: string, args: Arguments): Value {
  const [first, second] = values(args);
  switch (on.kind) {
    case "object": {
      if (name === "copy") return { ...on, literal: undefined };
      if (name !== "get" && name !== "pop") return unknown;
      const key = first && knownText(first);
      const entry = key === undefined ? undefined : on.entries.get(key);
      if (entry && !entry.optional) return entry.value;
      if (second?.kind === "text") return second;
      return entry || on.open || key === undefined ? unknown : (second ?? { kind: "null", node: undefined });
    }
    case "text":
      if (name === "join" && first?.kind === "list") return joinItems(on, first.items);
      if (name === "split" || name === "partition") return splitText(on, name, first);
      if (name === "concat")
        return {
          ...on,
          parts: [
            ...on.parts,
            ...values(args).flatMap((item) => (item.kind === "text" ? item.parts : [{ source: "…" }])),
          ],
          plain: false,
        };
      if (name === "toString" || name === "render_as_string") return on;
      return withTidyEnds(on, name, first) ?? unknown;
    case "settings":
      return isTextMethod(name) ? on : unknown;
    case "list":
      return name === "join" && first?.kind === "text" ? joinItems(first, on.items) : unknown;
    case "function":
    case "partial":
    case "method":
      return name === "bind" ? on : unknown;
    case "oneOf":
      return oneOf(
        on.options.map((option) => callOperation(option, name, args)),
        on.by,
      );
    default:
      return unknown;
  }
}
