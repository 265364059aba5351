import type { Node } from "@vscode/tree-sitter-wasm";
import type { Binding, BindingSource, Parameter } from "../expression.ts";
import { ancestor, field, parentOf, parts } from "../source.ts";
import { blocks, classes, functions, kindOf, scopes } from "./javaKinds.ts";
import type { Kind } from "./javaKinds.ts";

const parameterOwners = new Set<string>([...functions, "record_declaration" satisfies Kind]);

export function binding(name: Node): Binding | undefined {
  const parent = parentOf(name);
  if (!parent) return undefined;
  const isName = field(parent, "name")?.id === name.id;
  switch (kindOf(parent)) {
    case "variable_declarator":
      if (!isName) return undefined;
      return parent.parent && kindOf(parent.parent) === "spread_parameter"
        ? parameterBinding(name)
        : variable(name, parent);
    case "formal_parameter":
      return isName ? parameterBinding(name) : undefined;
    case "inferred_parameters":
      return parameterBinding(name);
    case "lambda_expression":
      return field(parent, "parameters")?.id === name.id ? parameterBinding(name) : undefined;
    case "resource":
      return isName ? variable(name, parent) : undefined;
    case "enhanced_for_statement":
    case "catch_formal_parameter":
    case "instanceof_expression":
      return isName ? defineIn(name, { kind: "opaque" }, parent) : undefined;
    case "assignment_expression":
      return field(parent, "left")?.id === name.id ? assignment(name, parent) : undefined;
    case "field_access":
      return ownAssignment(name);
    case "method_declaration":
      return isName ? defineIn(name, { kind: "function", node: parent }, parent) : undefined;
    case "class_declaration":
    case "interface_declaration":
    case "enum_declaration":
    case "record_declaration":
      return isName ? defineIn(name, { kind: "class", node: parent }, parent) : undefined;
    case "enum_constant":
      return isName ? defineIn(name, { kind: "opaque" }, parent) : undefined;
    case "scoped_identifier":
      return isName ? imported(name, parent) : undefined;
    default:
      return undefined;
  }
}

/** A definition that holds in the scope around a statement; members hold in their whole class. */
function defineIn(name: Node, source: BindingSource, statement: Node): Binding | undefined {
  const around = ancestor(statement, scopes);
  const isMember = around !== undefined && /^(?:class|interface|enum)_body$/.test(around.type);
  const scope = isMember ? ancestor(around, classes) : around;
  return scope && define(source, name, scope, statement);
}

export function define(source: BindingSource, node: Node, scope: Node, statement: Node): Binding {
  return { source, scope, node, from: statement.endIndex, block: ancestor(statement, blocks) ?? scope };
}

function variable(name: Node, declarator: Node): Binding | undefined {
  const statement = kindOf(declarator) === "resource" ? declarator : declarator.parent;
  const value = field(declarator, "value");
  const type = statement && field(statement, "type");
  const source: BindingSource = value
    ? { kind: "value", value, path: [] }
    : { kind: "declared", ...(type ? { type } : {}) };
  if (!statement) return undefined;
  const found = defineIn(name, source, statement);
  return found && { ...found, from: declarator.endIndex };
}

/** `import a.b.C;` and `import static a.b.C.d;` */
function imported(name: Node, path: Node): Binding | undefined {
  const statement = parentOf(path);
  const root = statement?.parent;
  if (!statement || !root || kindOf(statement) !== "import_declaration") return undefined;
  if (parts(statement).some((part) => kindOf(part) === "asterisk")) return undefined;
  return define({ kind: "import", origin: path.text.replaceAll(/\s/g, "") }, name, root, statement);
}

/** An assignment defines its name where that name was declared: a local variable, or else a field. */
function assignment(name: Node, statement: Node): Binding | undefined {
  const value = field(statement, "right");
  const scope = declaringScope(name);
  const isPlain = field(statement, "operator")?.type === "=";
  return scope && define(value && isPlain ? assigned(value) : { kind: "opaque" }, name, scope, statement);
}

function assigned(value: Node): BindingSource {
  const next = kindOf(value) === "assignment_expression" ? field(value, "right") : undefined;
  return next ? assigned(next) : { kind: "value", value, path: [] };
}

/** For the `name` of `this.name = value`: the definition it is. */
export function ownAssignment(name: Node): Binding | undefined {
  const member = parentOf(name);
  const statement = member?.parent;
  if (!member || !statement || kindOf(statement) !== "assignment_expression") return undefined;
  const [object, owner] = [field(member, "object"), ancestor(member, classes)];
  const isOwn = object && kindOf(object) === "this" && field(member, "field")?.id === name.id;
  const value = field(statement, "right");
  if (!isOwn || !owner || !value || field(statement, "left")?.id !== member.id) return undefined;
  return define(assigned(value), name, owner, statement);
}

function declaringScope(name: Node): Node | undefined {
  const text = name.text;
  for (let scope = ancestor(name, scopes); scope; scope = ancestor(scope, scopes)) {
    if (classes.has(scope.type) || declares(scope, text)) return scope;
  }
  return undefined;
}

function declares(scope: Node, text: string): boolean {
  if (functions.has(scope.type)) return parameters(scope).some(({ name }) => name === text);
  return parts(scope).some((statement) => {
    const list = kindOf(statement) === "local_variable_declaration" ? parts(statement) : [];
    return list.some((declarator) => field(declarator, "name")?.text === text);
  });
}

export function parameters(functionNode: Node): readonly Parameter[] {
  const list = field(functionNode, "parameters");
  if (!list) return [];
  if (kindOf(list) === "identifier") return [{ function: functionNode, name: list.text, position: 0 }];
  return parts(list).map((item, position) => {
    const isRest = kindOf(item) === "spread_parameter";
    const name = kindOf(item) === "identifier" ? item : field(isRest ? (parts(item).at(-1) ?? item) : item, "name");
    const type = isRest ? undefined : field(item, "type");
    return {
      function: functionNode,
      name: name?.text ?? "",
      position,
      ...(type ? { type } : {}),
      ...(isRest ? { rest: "positional" as const } : {}),
    };
  });
}

function parameterBinding(name: Node): Binding | undefined {
  const owner = ancestor(name, parameterOwners);
  if (!owner) return undefined;
  const parameter = parameters(owner).find((candidate) => candidate.name === name.text);
  return (
    parameter && {
      source: { kind: "parameter", parameter, path: [] },
      scope: owner,
      node: name,
      from: name.endIndex,
      block: owner,
    }
  );
}
