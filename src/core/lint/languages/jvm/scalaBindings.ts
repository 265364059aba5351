import type { Node } from "@vscode/tree-sitter-wasm";
import type { Binding, BindingSource, Parameter } from "../expression.ts";
import { oncePerNode } from "../remembered.ts";
import { ancestor, field, parentOf, parts } from "../source.ts";
import { blocks, classes, functions, kindOf, scopes } from "./scalaKinds.ts";
import type { Kind } from "./scalaKinds.ts";

const parameterOwners = new Set<string>([...functions, "class_parameters" satisfies Kind]);

const imports = new Set<string>(["import_declaration" satisfies Kind]);

export function binding(name: Node): Binding | undefined {
  const parent = parentOf(name);
  if (!parent) return undefined;
  const isName = field(parent, "name")?.id === name.id;
  switch (kindOf(parent)) {
    case "val_definition":
    case "var_definition":
    case "val_declaration":
    case "var_declaration":
      return isName || field(parent, "pattern")?.id === name.id ? variable(name, parent) : undefined;
    case "parameter":
    case "class_parameter":
    case "binding":
      return isName ? parameterBinding(name) : undefined;
    case "lambda_expression":
      return field(parent, "parameters")?.id === name.id ? parameterBinding(name) : undefined;
    case "function_definition":
      return isName ? defineIn(name, functionSource(parent), parent) : undefined;
    case "class_definition":
    case "object_definition":
    case "trait_definition":
    case "enum_definition":
      return isName ? defineIn(name, { kind: "class", node: parent }, parent) : undefined;
    case "case_clause":
    case "enumerator":
      return parts(parent)[0]?.id === name.id ? defineIn(name, { kind: "opaque" }, name) : undefined;
    case "assignment_expression":
      return field(parent, "left")?.id === name.id && !isNamedArgument(parent) ? assignment(name, parent) : undefined;
    case "field_expression":
      return ownAssignment(name);
    case "import_declaration":
    case "namespace_selectors":
    case "arrow_renamed_identifier":
    case "as_renamed_identifier":
      return imported(name, parent);
    default:
      return undefined;
  }
}

/** A definition that holds in the scope around a statement; members hold in their whole class. */
function defineIn(name: Node, source: BindingSource, statement: Node): Binding | undefined {
  const around = ancestor(statement, scopes);
  const isMember = around !== undefined && /^(?:template|enum)_body$/.test(around.type);
  const scope = isMember ? ancestor(around, classes) : around;
  return scope && define(source, name, scope, statement);
}

export function define(source: BindingSource, node: Node, scope: Node, statement: Node): Binding {
  return { source, scope, node, from: statement.endIndex, block: ancestor(statement, blocks) ?? scope };
}

function variable(name: Node, statement: Node): Binding | undefined {
  const [value, type] = [field(statement, "value"), field(statement, "type")];
  const source: BindingSource =
    value && kindOf(value) !== "wildcard"
      ? { kind: "value", value, path: [] }
      : { kind: "declared", ...(type ? { type } : {}) };
  return defineIn(name, source, statement);
}

/** A method without parameters is read like a value. */
function functionSource(node: Node): BindingSource {
  const body = field(node, "body");
  return field(node, "parameters") || !body ? { kind: "function", node } : { kind: "value", value: body, path: [] };
}

function imported(name: Node, parent: Node): Binding | undefined {
  const statement = kindOf(parent) === "import_declaration" ? parent : ancestor(name, imports);
  const root = statement?.parent;
  if (!statement || !root) return undefined;
  const path = statement
    .childrenForFieldName("path")
    .flatMap((part) => (part && kindOf(part) === "identifier" ? [part] : []));
  const prefix = path.map((part) => part.text).join(".");
  const isRenamed = /renamed_identifier$/.test(parent.type);
  if (isRenamed) {
    const original = field(parent, "name")?.text;
    return field(parent, "alias")?.id === name.id && original !== undefined
      ? define({ kind: "import", origin: `${prefix}.${original}` }, name, root, statement)
      : undefined;
  }
  if (kindOf(parent) === "namespace_selectors")
    return define({ kind: "import", origin: `${prefix}.${name.text}` }, name, root, statement);
  const hasSelectors = parts(statement).some((part) => /^namespace_|renamed_identifier$/.test(part.type));
  if (hasSelectors || path.at(-1)?.id !== name.id) return undefined;
  return define({ kind: "import", origin: prefix }, name, root, statement);
}

/** `f(name = value)` looks like an assignment. */
function isNamedArgument(node: Node): boolean {
  return node.parent !== null && kindOf(node.parent) === "arguments";
}

function assignment(name: Node, statement: Node): Binding | undefined {
  const value = field(statement, "right");
  const scope = declaringScope(name);
  return scope && value && define({ kind: "value", value, path: [] }, name, scope, statement);
}

/** For the `name` of `this.name = value`: the definition it is. */
export function ownAssignment(name: Node): Binding | undefined {
  const member = parentOf(name);
  const statement = member?.parent;
  if (
    !member ||
    !statement ||
    kindOf(statement) !== "assignment_expression" ||
    field(statement, "left")?.id !== member.id
  )
    return undefined;
  const [owner, value] = [ancestor(member, classes), field(statement, "right")];
  if (field(member, "value")?.text !== "this" || field(member, "field")?.id !== name.id) return undefined;
  return owner && value && define({ kind: "value", value, path: [] }, name, owner, statement);
}

function declaringScope(name: Node): Node | undefined {
  const text = name.text;
  for (let scope = ancestor(name, scopes); scope; scope = ancestor(scope, scopes)) {
    if (declares(scope, text) || !scope.parent) return scope;
  }
  return undefined;
}

function declares(scope: Node, text: string): boolean {
  return declaredNames(scope).has(text);
}

const declaredNames = oncePerNode((scope): ReadonlySet<string> => {
  if (functions.has(scope.type)) return new Set(parameters(scope).map(({ name }) => name));
  if (classes.has(scope.type)) return new Set(memberNames(scope).map((name) => name.text));
  const isBlock = scope.type !== "template_body" && blocks.has(scope.type);
  return new Set(isBlock ? parts(scope).flatMap((item) => nameOf(item)?.text ?? []) : []);
});

function nameOf(statement: Node): Node | undefined {
  return field(statement, "pattern") ?? field(statement, "name");
}

/** Names of the members of a class, with the parameters of its constructor. */
export function memberNames(owner: Node): Node[] {
  const body = field(owner, "body");
  const made = field(owner, "class_parameters");
  return [...(made ? parts(made) : []), ...(body ? parts(body) : [])].flatMap((item) => nameOf(item) ?? []);
}

/** Of a function, a lambda, or the list of a class's constructor. Further lists count on. */
export function parameters(functionNode: Node): readonly Parameter[] {
  const single = field(functionNode, "parameters");
  if (single && kindOf(single) === "identifier") return [{ function: functionNode, name: single.text, position: 0 }];
  const lists = functionNode.childrenForFieldName("parameters").flatMap((list) => (list ? [list] : []));
  const items = kindOf(functionNode) === "class_parameters" ? parts(functionNode) : lists.slice(0, 1).flatMap(parts);
  return items.map((item, position) => {
    const [type, fallback] = [field(item, "type"), field(item, "default_value")];
    const isRest = type !== undefined && kindOf(type) === "repeated_parameter_type";
    return {
      function: functionNode,
      name: field(item, "name")?.text ?? "",
      position,
      ...(fallback ? { fallback } : {}),
      ...(type && !isRest ? { type } : {}),
      ...(isRest ? { rest: "positional" as const } : {}),
    };
  });
}

function parameterBinding(name: Node): Binding | undefined {
  const owner = ancestor(name, parameterOwners);
  if (!owner) return undefined;
  const scope = kindOf(owner) === "class_parameters" ? ancestor(owner, classes) : owner;
  if (!scope) return undefined;
  const parameter = parameters(owner).find((candidate) => candidate.name === name.text);
  const source: BindingSource = parameter ? { kind: "parameter", parameter, path: [] } : { kind: "opaque" };
  return { source, scope, node: name, from: name.endIndex, block: scope };
}
