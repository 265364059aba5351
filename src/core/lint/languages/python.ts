import type { Node } from "@vscode/tree-sitter-wasm";
import type {
  Args,
  Binding,
  BindingSource,
  Expression,
  Grammar,
  Mutation,
  ObjectEntry,
  Parameter,
} from "./expression.ts";
import { noArgs } from "./expression.ts";
import { ancestor, field, parts } from "./source.ts";
import { pythonText } from "./pythonText.ts";

/** Node kinds of tree-sitter-python that this file reads. A test checks that the grammar has each of them. */
export const pythonKinds = [
  "aliased_import",
  "argument_list",
  "as_pattern",
  "as_pattern_target",
  "assignment",
  "attribute",
  "augmented_assignment",
  "await",
  "binary_operator",
  "block",
  "boolean_operator",
  "call",
  "class_definition",
  "concatenated_string",
  "conditional_expression",
  "default_parameter",
  "delete_statement",
  "dictionary",
  "dictionary_comprehension",
  "dictionary_splat",
  "dictionary_splat_pattern",
  "dotted_name",
  "expression_list",
  "false",
  "float",
  "for_in_clause",
  "for_statement",
  "function_definition",
  "global_statement",
  "identifier",
  "import_from_statement",
  "import_statement",
  "integer",
  "keyword_argument",
  "keyword_separator",
  "lambda",
  "lambda_parameters",
  "list",
  "list_pattern",
  "list_splat",
  "list_splat_pattern",
  "module",
  "named_expression",
  "none",
  "nonlocal_statement",
  "pair",
  "parameters",
  "parenthesized_expression",
  "pattern_list",
  "positional_separator",
  "relative_import",
  "return_statement",
  "string",
  "subscript",
  "true",
  "tuple",
  "tuple_pattern",
  "typed_default_parameter",
  "typed_parameter",
  "wildcard_import",
  "with_item",
] as const;

type Kind = (typeof pythonKinds)[number];

const kindOf = (node: Node): Kind => node.type as Kind;
const functions = new Set<string>(["function_definition", "lambda"] satisfies Kind[]);
const scopes = new Set<string>([...functions, ...(["class_definition", "module"] satisfies Kind[])]);
const runs = new Set<string>([...functions, ...(["module"] satisfies Kind[])]);
const blocks = new Set<string>(["block", "module", "lambda"] satisfies Kind[]);

export const python: Grammar = {
  nameKinds: new Set<string>(["identifier"] satisfies Kind[]),
  expression,
  binding,
  scopeAround: (node) => ancestor(node, scopes),
  isVisible: (scope, inner) => kindOf(scope) !== "class_definition" || inner.id === scope.id,
  blockAround: (node) => ancestor(node, blocks),
  functionAround: (node) => ancestor(node, runs) ?? node,
  parameters,
  results(node) {
    if (kindOf(node) === "lambda") return [field(node, "body")].filter((body) => body !== undefined);
    return node.descendantsOfType("return_statement" satisfies Kind).flatMap((statement) => {
      if (!statement || ancestor(statement, functions)?.id !== node.id) return [];
      return parts(statement).slice(0, 1);
    });
  },
  functionName(node) {
    const name = field(node, "name")?.text;
    return name === undefined ? undefined : { name, isConstructor: name === "__init__" };
  },
  classOf,
  superclasses(node) {
    const list = field(node, "superclasses");
    return list ? parts(list).filter((item) => kindOf(item) !== "keyword_argument") : [];
  },
  members(node, name) {
    const body = field(node, "body");
    if (!body) return [];
    return parts(body).flatMap((statement) => {
      const inner =
        statement.type === "expression_statement" || statement.type === "decorated_definition"
          ? parts(statement).at(-1)
          : statement;
      const target = inner && (field(inner, "name") ?? field(inner, "left"));
      if (!target || target.text !== name || kindOf(target) !== "identifier") return [];
      const isProperty = decorators(inner).some((decorator) => /^@(?:\w+\.)?(?:cached_)?property$/.test(decorator));
      if (isProperty)
        return python.results(inner).map((value) => define({ kind: "value", value, path: [] }, target, node, inner));
      return binding(target) ?? [];
    });
  },
  selfAssignment(name) {
    const member = name.parent;
    if (!member || kindOf(member) !== "attribute" || field(member, "attribute")?.id !== name.id) return undefined;
    const statement = member.parent;
    if (!statement || kindOf(statement) !== "assignment" || field(statement, "left")?.id !== member.id)
      return undefined;
    const owner = field(member, "object");
    const self = owner && expression(owner);
    const owningClass = owner && self?.kind === "name" ? selfClass(owner, self.name) : undefined;
    const value = field(statement, "right");
    if (!owningClass || !value) return undefined;
    return {
      class: owningClass,
      binding: define({ kind: "value", value: lastValue(value), path: [] }, name, owningClass, statement),
    };
  },
  mutation,
  starImports(root) {
    return root.descendantsOfType("wildcard_import" satisfies Kind).flatMap((star) => {
      const module = star?.parent && field(star.parent, "module_name");
      return module ? [module.text] : [];
    });
  },
  typeNames: (type) => type.descendantsOfType("identifier" satisfies Kind).filter((node) => node !== null),
  reference(name) {
    const parent = name.parent;
    return parent && kindOf(parent) === "attribute" && field(parent, "attribute")?.id === name.id ? parent : name;
  },
};

function expression(node: Node): Expression {
  switch (kindOf(node)) {
    case "string":
    case "concatenated_string":
      return pythonText(node);
    case "none":
      return { kind: "null" };
    case "true":
    case "false":
    case "integer":
    case "float":
      return { kind: "constant" };
    case "identifier":
      return { kind: "name", name: node.text };
    case "attribute":
      return both(node, "object", "attribute", (object, name) => ({ kind: "member", object, name: name.text }));
    case "subscript":
      return both(node, "value", "subscript", (object, key) => ({ kind: "index", object, key }));
    case "call":
      return both(node, "function", "arguments", call);
    case "dictionary":
      return { kind: "object", entries: parts(node).map(entry) };
    case "dictionary_comprehension":
      return { kind: "object", entries: [{ kind: "computed" }] };
    case "conditional_expression": {
      const [then, , otherwise] = parts(node);
      return then && otherwise ? { kind: "branch", options: [then, otherwise] } : { kind: "opaque" };
    }
    case "boolean_operator":
      return both(node, "left", "right", (first, second) =>
        field(node, "operator")?.type === "or"
          ? { kind: "fallback", first, second }
          : { kind: "branch", options: [first, second] },
      );
    case "list":
    case "tuple":
      return { kind: "list", items: parts(node) };
    case "binary_operator":
      return both(node, "left", "right", (left, right) => operator(field(node, "operator")?.type, left, right));
    case "parenthesized_expression":
    case "await":
      return same(parts(node)[0]);
    case "named_expression":
      return same(field(node, "value"));
    case "as_pattern":
      return same(parts(node)[0]);
    case "lambda":
      return { kind: "function", node };
    default:
      return { kind: "opaque" };
  }
}

function both(node: Node, first: string, second: string, make: (first: Node, second: Node) => Expression): Expression {
  const [a, b] = [field(node, first), field(node, second)];
  return a && b ? make(a, b) : { kind: "opaque" };
}

function same(inner: Node | undefined): Expression {
  return inner ? { kind: "same", inner } : { kind: "opaque" };
}

function operator(sign: string | undefined, left: Node, right: Node): Expression {
  if (sign === "+") return { kind: "text", parts: [left, right], plain: false };
  if (sign === "|") return { kind: "union", left, right };
  if (sign !== "%") return { kind: "opaque" };
  const list = kindOf(right) === "tuple" ? parts(right) : [right];
  const entries = kindOf(right) === "dictionary" ? parts(right).map(entry) : [];
  const named = entries.flatMap((item) =>
    item.kind === "entry" ? [{ name: item.key, value: item.value, node: item.node }] : [],
  );
  return {
    kind: "format",
    style: "percent",
    template: left,
    args: { ...noArgs, positional: named.length > 0 ? [] : list, named },
  };
}

function call(callee: Node, list: Node): Expression {
  const args = readArgs(list);
  const object =
    kindOf(callee) === "attribute" && field(callee, "attribute")?.text === "format"
      ? field(callee, "object")
      : undefined;
  if (object) return { kind: "format", style: "braces", template: object, args };
  return { kind: "call", callee, args, isNew: false };
}

function readArgs(list: Node): Args {
  const positional: Node[] = [];
  const named: { name: string; value: Node; node: Node }[] = [];
  const spreads: Node[] = [];
  let open = kindOf(list) !== "argument_list";
  for (const item of open ? [] : parts(list)) {
    const [inner] = parts(item);
    if (kindOf(item) === "list_splat") open = true;
    else if (kindOf(item) === "dictionary_splat") spreads.push(...(inner ? [inner] : []));
    else if (kindOf(item) === "keyword_argument") {
      const [name, value] = [field(item, "name"), field(item, "value")];
      if (name && value) named.push({ name: name.text, value, node: item });
    } else if (!open) positional.push(item);
  }
  return { positional, named, spreads, open };
}

function entry(item: Node): ObjectEntry {
  if (kindOf(item) === "dictionary_splat") {
    const [value] = parts(item);
    return value ? { kind: "spread", value } : { kind: "computed" };
  }
  const [key, value] = [field(item, "key"), field(item, "value")];
  const name = key && plainText(key);
  return name !== undefined && value ? { kind: "entry", key: name, value, node: item } : { kind: "computed" };
}

function plainText(node: Node): string | undefined {
  const text = expression(node);
  return text.kind === "text" && text.plain && typeof text.parts[0] === "string" ? text.parts[0] : undefined;
}

function define(source: BindingSource, node: Node, scope: Node, statement: Node): Binding {
  return { source, scope, node, from: statement.endIndex, block: ancestor(statement, blocks) ?? scope };
}

function binding(name: Node): Binding | undefined {
  const parent = name.parent;
  const scope = parent && ancestor(name, scopes);
  if (!scope) return undefined;
  switch (kindOf(parent)) {
    case "dotted_name":
      return importBinding(name, parent, scope);
    case "aliased_import":
      return field(parent, "alias")?.id === name.id ? importBinding(name, parent, scope) : undefined;
    case "assignment":
    case "pattern_list":
    case "tuple_pattern":
    case "list_pattern":
      return assignment(name, parent, scope);
    case "named_expression": {
      const value = field(parent, "value");
      return field(parent, "name")?.id === name.id && value
        ? define({ kind: "value", value, path: [] }, name, scope, parent)
        : undefined;
    }
    case "as_pattern_target": {
      const value = parent.parent && parts(parent.parent)[0];
      const opened = parent.parent?.parent && kindOf(parent.parent.parent) === "with_item";
      return define(opened && value ? { kind: "value", value, path: [] } : { kind: "opaque" }, name, scope, parent);
    }
    case "augmented_assignment":
      // `options |= {...}` changes the object in place, which `mutation` reports.
      if (field(parent, "left")?.id !== name.id || isDictUnion(parent)) return undefined;
      return define({ kind: "opaque" }, name, scope, parent);
    case "for_statement":
    case "for_in_clause":
      return field(parent, "left")?.id === name.id ? define({ kind: "opaque" }, name, scope, parent) : undefined;
    case "delete_statement":
      return define({ kind: "opaque" }, name, scope, parent);
    case "function_definition":
    case "class_definition": {
      if (field(parent, "name")?.id !== name.id) return undefined;
      const outer = ancestor(parent, scopes);
      const kind = kindOf(parent) === "class_definition" ? "class" : "function";
      return outer && define({ kind, node: parent }, name, outer, parent);
    }
    case "parameters":
    case "lambda_parameters":
    case "default_parameter":
    case "typed_parameter":
    case "typed_default_parameter":
    case "list_splat_pattern":
    case "dictionary_splat_pattern":
      return parameterBinding(name);
    default:
      return undefined;
  }
}

function importBinding(name: Node, parent: Node, scope: Node): Binding | undefined {
  const aliased = kindOf(parent) === "aliased_import" ? parent : undefined;
  const dotted = aliased ? field(aliased, "name") : parent;
  const holder = aliased ?? dotted?.parent;
  const statement = aliased || holder?.type === "aliased_import" ? (aliased ?? holder)?.parent : holder;
  if (!dotted || !statement || (!aliased && holder?.type === "aliased_import")) return undefined;
  if (kindOf(statement) === "import_statement") {
    if (aliased) return define({ kind: "import", origin: dotted.text }, name, scope, statement);
    const [first] = parts(dotted);
    return first?.id === name.id ? define({ kind: "import", origin: name.text }, name, scope, statement) : undefined;
  }
  const module = field(statement, "module_name");
  if (kindOf(statement) !== "import_from_statement" || !module || module.id === dotted.id) return undefined;
  return define({ kind: "import", origin: `${module.text}.${dotted.text}` }, name, scope, statement);
}

function assignment(name: Node, parent: Node, scope: Node): Binding | undefined {
  const tuple = kindOf(parent) === "assignment" ? undefined : parent;
  const statement = tuple ? tuple.parent : parent;
  if (!statement || kindOf(statement) !== "assignment") {
    return tuple && statement && /^for_/.test(statement.type)
      ? define({ kind: "opaque" }, name, scope, statement)
      : undefined;
  }
  if (field(statement, "left")?.id !== (tuple ?? name).id) return undefined;
  const right = field(statement, "right");
  const owner = globalScope(name, scope);
  if (!right) {
    const type = field(statement, "type");
    return define({ kind: "declared", ...(type ? { type } : {}) }, name, owner, statement);
  }
  const value = tuple
    ? element(
        lastValue(right),
        parts(tuple).findIndex((part) => part.id === name.id),
      )
    : lastValue(right);
  return define(value ? { kind: "value", value, path: [] } : { kind: "opaque" }, name, owner, statement);
}

/** `a = b = value`: the value of a chain. */
function lastValue(right: Node): Node {
  const next = kindOf(right) === "assignment" ? field(right, "right") : undefined;
  return next ? lastValue(next) : right;
}

function element(list: Node, index: number): Node | undefined {
  return kindOf(list) === "expression_list" || kindOf(list) === "tuple" ? parts(list)[index] : undefined;
}

/** The scope of an assigned name, which `global` or `nonlocal` moves outwards. */
function globalScope(name: Node, scope: Node): Node {
  if (!functions.has(scope.type)) return scope;
  const moved = scope
    .descendantsOfType(["global_statement", "nonlocal_statement"] satisfies Kind[])
    .find((statement) => statement && parts(statement).some((part) => part.text === name.text));
  if (!moved) return scope;
  return (
    (kindOf(moved) === "nonlocal_statement" ? ancestor(scope, functions) : undefined) ??
    ancestor(scope, new Set(["module"])) ??
    scope
  );
}

function parameterBinding(name: Node): Binding | undefined {
  const owner = ancestor(name, functions);
  const parameter = owner && parameters(owner).find((candidate) => candidate.name === name.text);
  if (!parameter || !inParameters(name, owner)) return undefined;
  return {
    source: { kind: "parameter", parameter, path: [] },
    scope: owner,
    node: name,
    from: name.endIndex,
    block: owner,
  };
}

function inParameters(name: Node, owner: Node): boolean {
  const list = field(owner, "parameters");
  if (!list || name.startIndex < list.startIndex || name.endIndex > list.endIndex) return false;
  const parent = name.parent;
  if (!parent || parent.id === list.id) return true;
  return (field(parent, "name") ?? parts(parent)[0])?.id === name.id;
}

function parameters(node: Node): readonly Parameter[] {
  const list = field(node, "parameters");
  const found: Parameter[] = [];
  let position = classOf(node) && !isStatic(node) ? -1 : 0;
  let namedOnly = false;
  for (const item of list ? parts(list) : []) {
    const kind = kindOf(item);
    if (kind === "keyword_separator") namedOnly = true;
    if (kind === "keyword_separator" || kind === "positional_separator") continue;
    const inner = kind === "typed_parameter" ? parts(item)[0] : item;
    const splat = inner && kindOf(inner);
    const rest =
      splat === "list_splat_pattern" ? "positional" : splat === "dictionary_splat_pattern" ? "named" : undefined;
    const name = rest && inner ? parts(inner)[0] : (field(item, "name") ?? inner);
    const [fallback, type] = [field(item, "value"), field(item, "type")];
    if (!name) continue;
    found.push({
      function: node,
      name: name.text,
      position: rest === "named" || namedOnly ? -1 : position,
      ...(fallback ? { fallback } : {}),
      ...(type ? { type } : {}),
      ...(rest ? { rest } : {}),
    });
    if (rest) namedOnly = true;
    position++;
  }
  return found;
}

function decorators(node: Node): string[] {
  const parent = node.parent;
  return parent?.type === "decorated_definition"
    ? parts(parent)
        .slice(0, -1)
        .map((item) => item.text)
    : [];
}

function isStatic(node: Node): boolean {
  return decorators(node).some((decorator) => decorator === "@staticmethod");
}

function classOf(node: Node): Node | undefined {
  if (kindOf(node) !== "function_definition") return undefined;
  const outer = ancestor(node, scopes);
  return outer && kindOf(outer) === "class_definition" ? outer : undefined;
}

/** The class that `self` (or `cls`, whatever the first parameter is called) stands for. */
export function selfClass(node: Node, name: string): Node | undefined {
  for (let owner = ancestor(node, functions); owner; owner = ancestor(owner, functions)) {
    const [first] = parameters(owner);
    if (first?.name === name)
      return first.position === -1 && first.rest === undefined && !isStatic(owner) ? classOf(owner) : undefined;
  }
  return undefined;
}

function isDictUnion(node: Node): boolean {
  return field(node, "operator")?.type === "|=";
}

/** Calls that read an object and leave it as it is. */
const readers =
  /^(?:print|len|str|repr|dict|list|sorted|isinstance|type|bool|id|vars|hash|any|all|set|tuple|copy|deepcopy|copy\.\w+|pprint(?:\.\w+)?|json\.dumps|(?:self\.)?_?(?:log|logger|logging)\.\w+|sql\.connect)$/i;

function mutation(node: Node): Mutation | undefined {
  const parent = node.parent;
  if (!parent) return undefined;
  switch (kindOf(parent)) {
    case "subscript": {
      const statement = parent.parent;
      if (!statement || field(parent, "value")?.id !== node.id) return undefined;
      const key = field(parent, "subscript");
      const name = key && plainText(key);
      if (kindOf(statement) === "delete_statement")
        return name === undefined ? { kind: "escape" } : { kind: "remove", key: name };
      if (kindOf(statement) !== "assignment" || field(statement, "left")?.id !== parent.id) return undefined;
      const value = field(statement, "right");
      if (name === undefined || !value) return { kind: "escape" };
      return { kind: "set", key: name, value: lastValue(value), node: statement, weak: false };
    }
    case "attribute":
      return methodMutation(node, parent);
    case "augmented_assignment": {
      const value = field(parent, "right");
      return field(parent, "left")?.id === node.id && value && isDictUnion(parent)
        ? { kind: "merge", value }
        : undefined;
    }
    case "argument_list": {
      const callee = parent.parent && field(parent.parent, "function");
      return callee && !readers.test(callee.text) ? { kind: "escape" } : undefined;
    }
    case "keyword_argument":
      return field(parent, "value")?.id === node.id ? { kind: "escape" } : undefined;
    default:
      return undefined;
  }
}

function methodMutation(node: Node, member: Node): Mutation | undefined {
  const callNode = member.parent;
  if (!callNode || kindOf(callNode) !== "call" || field(member, "object")?.id !== node.id) return undefined;
  const list = field(callNode, "arguments");
  if (!list || field(callNode, "function")?.id !== member.id) return undefined;
  const args = readArgs(list);
  const [first, second] = args.positional;
  const key = first && plainText(first);
  switch (field(member, "attribute")?.text) {
    case "update":
      return { kind: "mergeNamed", args };
    case "setdefault":
      return key !== undefined && second
        ? { kind: "set", key, value: second, node: callNode, weak: true }
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
