import type { Node } from "@vscode/tree-sitter-wasm";
import type { Binding, BindingSource } from "./expression.ts";
import { keyName, plainText } from "./javascriptExpressions.ts";
import { blocks, functionScopes, functions, kindOf, scopes } from "./javascriptKinds.ts";
import type { Kind } from "./javascriptKinds.ts";
import { parameterBinding, parameters } from "./javascriptParameters.ts";
import { oncePerNode } from "./remembered.ts";
import { ancestor, field, parentOf, parts } from "./source.ts";

const imports = new Set<string>(["import_statement"] satisfies Kind[]);

export function binding(name: Node): Binding | undefined {
  const parent = parentOf(name);
  if (!parent) return undefined;
  switch (kindOf(parent)) {
    case "variable_declarator":
      return field(parent, "name")?.id === name.id ? declaration(name, parent, []) : undefined;
    case "pair_pattern":
    case "object_pattern":
    case "object_assignment_pattern":
    case "assignment_pattern":
    case "array_pattern":
    case "rest_pattern":
      return patternBinding(name);
    case "required_parameter":
    case "optional_parameter":
    case "formal_parameters":
      return parameterBinding(name, name, []);
    case "arrow_function":
      return field(parent, "parameter")?.id === name.id ? parameterBinding(name, name, []) : undefined;
    case "assignment_expression":
    case "augmented_assignment_expression":
      return field(parent, "left")?.id === name.id ? assignment(name, parent) : undefined;
    case "function_declaration":
    case "generator_function_declaration":
    case "class_declaration":
    case "abstract_class_declaration":
    case "enum_declaration": {
      const scope = ancestor(parent, scopes);
      if (field(parent, "name")?.id !== name.id || !scope) return undefined;
      const kind = functions.has(parent.type) ? "function" : "class";
      return define({ kind, node: parent }, name, scope, parent);
    }
    case "import_specifier":
    case "import_clause":
    case "namespace_import":
    case "import_require_clause":
      return importBinding(name, parent);
    case "for_in_statement":
    case "catch_clause":
      return field(parent, "left")?.id === name.id || field(parent, "parameter")?.id === name.id
        ? define({ kind: "opaque" }, name, parent, name)
        : undefined;
    default:
      return undefined;
  }
}

export function define(source: BindingSource, node: Node, scope: Node, statement: Node): Binding {
  return { source, scope, node, from: statement.endIndex, block: ancestor(statement, blocks) ?? scope };
}

function importBinding(name: Node, parent: Node): Binding | undefined {
  const statement = ancestor(name, imports);
  const scope = statement && ancestor(statement, scopes);
  const source = statement && (field(statement, "source") ?? field(parent, "source"));
  const module = source && plainText(source);
  if (!scope || module === undefined) return undefined;
  if (kindOf(parent) !== "import_specifier") return define({ kind: "import", origin: module }, name, scope, statement);
  const [original, alias] = [field(parent, "name"), field(parent, "alias")];
  if (!original || (alias ?? original).id !== name.id) return undefined;
  const origin = original.text === "default" ? module : `${module}.${original.text}`;
  return define({ kind: "import", origin }, name, scope, statement);
}

function declaration(name: Node, declarator: Node, path: readonly string[], fallback?: Node): Binding | undefined {
  const statement = parentOf(declarator);
  const isVar = statement !== null && kindOf(statement) === "variable_declaration";
  const scope = ancestor(declarator, isVar ? functionScopes : scopes);
  const value = field(declarator, "value");
  const type = field(declarator, "type");
  if (!scope) return undefined;
  if (!value) return define({ kind: "declared", ...(type ? { type } : {}) }, name, scope, declarator);
  return define({ kind: "value", value, path, ...(fallback ? { fallback } : {}) }, name, scope, declarator);
}

/** A name inside `{ a, b: c = 1, ...rest }`: walks out to what is taken apart and collects the path to it. */
function patternBinding(name: Node): Binding | undefined {
  const path: string[] = [];
  let fallback: Node | undefined;
  let opaque = false;
  let current = name;
  for (;;) {
    const parent = parentOf(current);
    if (!parent) return undefined;
    switch (kindOf(parent)) {
      case "object_pattern":
        if (kindOf(current) === "shorthand_property_identifier_pattern") path.unshift(current.text);
        break;
      case "object_assignment_pattern":
        if (field(parent, "left")?.id !== current.id) return undefined;
        if (kindOf(current) === "shorthand_property_identifier_pattern") path.unshift(current.text);
        fallback ??= field(parent, "right");
        break;
      case "assignment_pattern":
        if (field(parent, "left")?.id !== current.id) return undefined;
        if (current.id === name.id || path.length > 0) fallback ??= field(parent, "right");
        break;
      case "pair_pattern": {
        const key = field(parent, "key");
        if (!key || key.id === current.id) return undefined;
        path.unshift(keyName(key) ?? key.text);
        break;
      }
      case "array_pattern":
        path.unshift(String(placeIn(parent, current)));
        break;
      case "rest_pattern":
        if (/parameter/.test(parentOf(parent)?.type ?? "")) break;
        opaque = true;
        break;
      case "variable_declarator": {
        const found = declaration(name, parent, path, fallback);
        return found && opaque ? { ...found, source: { kind: "opaque" } } : found;
      }
      case "required_parameter":
      case "optional_parameter":
      case "formal_parameters":
      case "arrow_function": {
        const found = parameterBinding(name, current, path, path.length > 0 ? fallback : undefined);
        return found && opaque ? { ...found, source: { kind: "opaque" } } : found;
      }
      case "assignment_expression": {
        // `({ DBSQLClient } = require("@databricks/sql"))`
        const [value, scope] = [field(parent, "right"), declaringScope(name)];
        if (field(parent, "left")?.id !== current.id || !value || !scope) return undefined;
        return define(opaque ? { kind: "opaque" } : { kind: "value", value, path }, name, scope, parent);
      }
      default: {
        const scope = ancestor(name, scopes);
        return scope && /for_in|catch/.test(parent.type) ? define({ kind: "opaque" }, name, scope, parent) : undefined;
      }
    }
    current = parent;
  }
}

/** Which item of a list goes to this part of `[a, , b]`. */
function placeIn(pattern: Node, part: Node): number {
  const before = pattern.children.filter((child) => child !== null && child.startIndex < part.startIndex);
  return before.filter((child) => child?.type === ",").length;
}

/** An assignment defines its name where that name was declared: the innermost scope with a declaration of it. */
function assignment(name: Node, statement: Node): Binding | undefined {
  const value = field(statement, "right");
  const scope = declaringScope(name);
  const sign = field(statement, "operator")?.type;
  const plain = kindOf(statement) === "assignment_expression" || sign === "??=" || sign === "||=";
  return (
    scope &&
    define(
      value && plain ? { kind: "value", value: lastValue(value), path: [] } : { kind: "opaque" },
      name,
      scope,
      statement,
    )
  );
}

export function lastValue(right: Node): Node {
  const next = kindOf(right) === "assignment_expression" ? field(right, "right") : undefined;
  return next ? lastValue(next) : right;
}

function declaringScope(name: Node): Node | undefined {
  const text = name.text;
  for (let scope = ancestor(name, scopes); scope; scope = ancestor(scope, scopes)) {
    if (declares(scope, text) || !parentOf(scope)) return scope;
  }
  return undefined;
}

function declares(scope: Node, text: string): boolean {
  return declaredNames(scope).has(text);
}

const declaredNames = oncePerNode((scope): ReadonlySet<string> => {
  if (functions.has(scope.type))
    return new Set(parameters(scope).flatMap(({ pattern }) => pattern.text.match(/[\w$\u0080-\uffff]+/g) ?? []));
  if (!blocks.has(scope.type)) return new Set();
  const declarators = parts(scope).flatMap((statement) => {
    const inner = statement.type === "export_statement" ? (field(statement, "declaration") ?? statement) : statement;
    return /_declaration$/.test(inner.type) ? parts(inner) : [];
  });
  return new Set(declarators.map((declarator) => field(declarator, "name")?.text ?? ""));
});
