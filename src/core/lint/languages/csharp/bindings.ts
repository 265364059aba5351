import type { Node } from "@vscode/tree-sitter-wasm";
import type { Binding, BindingSource, Parameter } from "../expression.ts";
import { ancestor, field, parentOf, parts } from "../source.ts";
import { blocks, classes, functions, kindOf, scopes } from "./kinds.ts";
import { declares, parameterItems } from "./names.ts";

/** Definitions of local names, parameters and classes. Members of classes are no names: they are reached through their class. */
export function binding(name: Node): Binding | undefined {
  const parent = parentOf(name);
  if (!parent) return undefined;
  const isName = () => field(parent, "name")?.id === name.id;
  switch (kindOf(parent)) {
    case "variable_declarator":
      return isName() ? declaration(name, parent) : undefined;
    case "parameter":
    case "parameter_list":
      return isName() ? parameterBinding(name) : undefined;
    case "lambda_expression":
      return field(parent, "parameters")?.id === name.id ? parameterBinding(name) : undefined;
    case "assignment_expression":
      return assignment(name, parent);
    case "local_function_statement": {
      const scope = ancestor(parent, scopes);
      return isName() && scope ? define({ kind: "function", node: parent }, name, scope, parent) : undefined;
    }
    case "class_declaration":
    case "record_declaration":
    case "struct_declaration":
      return isName() ? define({ kind: "class", node: parent }, name, name.tree.rootNode, parent) : undefined;
    case "using_directive":
      return isName() ? alias(name, parent) : undefined;
    case "foreach_statement":
    case "catch_clause":
      return field(parent, "left")?.id === name.id
        ? define({ kind: "opaque" }, name, parent, field(parent, "left") ?? parent)
        : undefined;
    default:
      return undefined;
  }
}

export function define(source: BindingSource, node: Node, scope: Node, statement: Node): Binding {
  return { source, scope, node, from: statement.endIndex, block: ancestor(statement, blocks) ?? scope };
}

/** What a declarator gives its name: a value, or at least a type. */
export function declared(declarator: Node): BindingSource {
  const value = valueOf(declarator);
  if (value) return { kind: "value", value, path: [] };
  const type = field(declarator, "type") ?? (declarator.parent ? field(declarator.parent, "type") : undefined);
  return { kind: "declared", ...(type ? { type } : {}) };
}

/** The value behind `=`; the name, its type and brackets come before it. */
function valueOf(declarator: Node): Node | undefined {
  const named = field(declarator, "value");
  if (named) return named;
  const last = parts(declarator).at(-1);
  return last && last.id !== field(declarator, "name")?.id && declarator.children.some((child) => child?.type === "=")
    ? last
    : undefined;
}

function declaration(name: Node, declarator: Node): Binding | undefined {
  const scope = ancestor(declarator, scopes);
  const isMember = declarator.parent?.parent && kindOf(declarator.parent.parent) === "field_declaration";
  return scope && !isMember ? define(declared(declarator), name, scope, declarator) : undefined;
}

/** `x = value` for a local name; for a member it is `selfAssignment`. */
function assignment(name: Node, statement: Node): Binding | undefined {
  const value = assignedTo(name, statement);
  const scope = value && nearest(name, (candidate) => declares(candidate, name.text));
  return scope && define({ kind: "value", value, path: [] }, name, scope, statement);
}

/** What an assignment gives its target; `a += b` gives itself, since that is what says what to add. */
export function assignedTo(target: Node, statement: Node): Node | undefined {
  const value = field(statement, "right");
  if (kindOf(statement) !== "assignment_expression" || field(statement, "left")?.id !== target.id) return undefined;
  // `{ Name = value }` makes a field of a new object.
  if (statement.parent && kindOf(statement.parent) === "initializer_expression") return undefined;
  return isSum(statement) ? statement : value && lastValue(value);
}

export function isSum(assignment: Node): boolean {
  return assignment.children.some((child) => child?.type === "+=");
}

function nearest(node: Node, fits: (scope: Node) => boolean): Node | undefined {
  let scope = ancestor(node, scopes);
  while (scope && !fits(scope)) scope = ancestor(scope, scopes);
  return scope;
}

function lastValue(right: Node): Node {
  const next = kindOf(right) === "assignment_expression" && !isSum(right) ? field(right, "right") : undefined;
  return next ? lastValue(next) : right;
}

export function parameters(node: Node): readonly (Parameter & { readonly node: Node })[] {
  return parameterItems(node).map(({ name, item }, position) => {
    const type = kindOf(item) === "parameter" ? field(item, "type") : undefined;
    const fallback = kindOf(item) === "parameter" ? valueOf(item) : undefined;
    return {
      function: node,
      name: name.text,
      node: name,
      position,
      ...(type ? { type } : {}),
      ...(fallback ? { fallback } : {}),
      ...(kindOf(item) === "parameter_list" ? { rest: "positional" as const } : {}),
    };
  });
}

const owners = new Set<string>([...functions, ...classes]);

function parameterBinding(name: Node): Binding | undefined {
  const owner = ancestor(name, owners);
  const parameter = owner && parameters(owner).find((candidate) => candidate.node.id === name.id);
  if (!parameter) return undefined;
  return {
    source: { kind: "parameter", parameter, path: [] },
    scope: owner,
    node: name,
    from: name.endIndex,
    block: owner,
  };
}

/** `using Odbc = System.Data.Odbc.OdbcConnection;` */
function alias(name: Node, directive: Node): Binding | undefined {
  const target = parts(directive).at(-1);
  if (!target || target.id === name.id) return undefined;
  const { text } = target;
  const origin = `:${text.slice(text.lastIndexOf(".") + 1)}`;
  return define({ kind: "import", origin }, name, name.tree.rootNode, directive);
}
