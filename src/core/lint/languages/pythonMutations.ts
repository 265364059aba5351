import type { Node } from "@vscode/tree-sitter-wasm";
import { ChangingCall } from "./expression.ts";
import type { Mutation } from "./expression.ts";
import { isDictUnion, lastValue } from "./pythonBindings.ts";
import { plainText, readArgs } from "./pythonExpressions.ts";
import { kindOf } from "./pythonKinds.ts";
import { field, parentOf } from "./source.ts";

/** Calls that read an object and leave it as it is: builtins, dicts that are filled from it, logging, clients that are handed their options. */
const readers = new RegExp(
  [
    String.raw`^(?:print|len|str|repr|dict|list|sorted|isinstance|type|bool|id|vars|hash|any|all|set|tuple|copy|deepcopy`,
    String.raw`(?:\w+\.)*\w*(?:kw|args|params|opts|options|conf|config|cfg|headers|settings|dict|environ|merged)\.update`,
    String.raw`copy\.\w+|pprint(?:\.\w+)?|json\.dumps|(?:self\.)?_?(?:log|logger|logging)\.\w+|(?:\w+\.)?sql\.connect`,
    String.raw`(?:requests|httpx|aiohttp|urllib3)\.\w+|(?:self\.)?_?\w*(?:session|client|http)\.(?:get|post|put|patch|delete|head|request)`,
    String.raw`(?:urllib\.)?(?:request\.)?(?:Request|urlopen)|(?:\w+\.)?create_(?:async_)?engine|(?:psycopg2?|asyncpg)\.connect|\w*ConnectionPool`,
    String.raw`(?:Workspace|Account)Client|(?:Async)?Client|Client(?:Session|Timeout))$`,
  ].join("|"),
  "i",
);

export function mutation(node: Node): Mutation | undefined {
  const parent = parentOf(node);
  if (!parent) return undefined;
  switch (kindOf(parent)) {
    case "subscript":
      return field(parent, "value")?.id === node.id ? entryMutation(parent) : undefined;
    case "attribute":
      return field(parent, "object")?.id === node.id ? memberMutation(parent) : undefined;
    case "augmented_assignment": {
      const value = field(parent, "right");
      return field(parent, "left")?.id === node.id && value && isDictUnion(parent)
        ? { kind: "merge", value }
        : undefined;
    }
    case "argument_list":
      return isRead(parent) ? undefined : { kind: "escape" };
    case "keyword_argument":
      return field(parent, "value")?.id !== node.id || (parent.parent && isRead(parent.parent))
        ? undefined
        : { kind: "escape" };
    default:
      return undefined;
  }
}

/** Whether a list of arguments goes to a call that only reads them; a list without a call is that of a class. */
function isRead(list: Node): boolean {
  const callee = list.parent && field(list.parent, "function");
  return !callee || readers.test(callee.text);
}

/** `x["k"] = v`, `del x["k"]` */
function entryMutation(subscript: Node): Mutation | undefined {
  const statement = parentOf(subscript);
  const key = field(subscript, "subscript");
  const name = key && plainText(key);
  if (statement && kindOf(statement) === "delete_statement")
    return name === undefined ? { kind: "escape" } : { kind: "remove", key: name };
  const assigned = assignedValue(subscript);
  if (!assigned || !key) return undefined;
  const { value, statement: node } = assigned;
  return name === undefined
    ? { kind: "assign", path: [], name: "[]", key, value, node }
    : { kind: "set", key: name, value, node, weak: false };
}

/** `x.a.b(…)`, `x.a.b = v`, `x.a["k"] = v`: follows the members to what is done to the last. */
function memberMutation(first: Node): Mutation | undefined {
  const names: string[] = [];
  for (let member = first; ;) {
    const parent = parentOf(member);
    names.push(field(member, "attribute")?.text ?? "");
    const [path, name] = [names.slice(0, -1), names.at(-1) ?? ""];
    const list = parent && field(parent, "arguments");
    if (list && kindOf(parent) === "call" && field(parent, "function")?.id === member.id)
      return (path.length === 0 ? dictMutation(name, list) : undefined) ?? called(path, name, list);
    const assigned = assignedValue(member);
    if (assigned) return { kind: "assign", path, name, value: assigned.value, node: assigned.statement };
    if (parent && kindOf(parent) === "subscript" && field(parent, "value")?.id === member.id) {
      const [entry, key] = [assignedValue(parent), field(parent, "subscript")];
      return (
        entry && key && { kind: "assign", path: names, name: "[]", key, value: entry.value, node: entry.statement }
      );
    }
    if (!parent || kindOf(parent) !== "attribute" || field(parent, "object")?.id !== member.id) return undefined;
    member = parent;
  }
}

function called(path: readonly string[], name: string, list: Node): Mutation | undefined {
  const node = parentOf(list);
  return node ? new ChangingCall(node, path, name, () => readArgs(list)) : undefined;
}

const dictMethods = new Set(["update", "setdefault", "pop", "clear", "popitem"]);

/** What the methods of a dict do to it. */
function dictMutation(name: string, list: Node): Mutation | undefined {
  if (!dictMethods.has(name)) return undefined;
  const args = readArgs(list);
  const [first, second] = args.positional;
  const key = first && plainText(first);
  switch (name) {
    case "update":
      return { kind: "mergeNamed", args };
    case "setdefault":
      return key !== undefined && second && list.parent
        ? { kind: "set", key, value: second, node: list.parent, weak: true }
        : { kind: "escape" };
    case "pop":
      return key === undefined ? { kind: "escape" } : { kind: "remove", key };
    case "clear":
    case "popitem":
      return { kind: "escape" };
    default:
      return undefined;
  }
}

/** The value that a statement gives to a target: `target = value`. */
function assignedValue(target: Node): { readonly value: Node; readonly statement: Node } | undefined {
  const statement = parentOf(target);
  if (!statement || kindOf(statement) !== "assignment" || field(statement, "left")?.id !== target.id) return undefined;
  const value = field(statement, "right");
  return value && { value: lastValue(value), statement };
}
