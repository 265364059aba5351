import type { Node } from "@vscode/tree-sitter-wasm";
import type { Binding, BindingSource, Parameter } from "../expression.ts";
import { oncePerNode } from "../remembered.ts";
import { ancestor, field, parentOf, parts } from "../source.ts";
import { blocks, classes, functions, kindOf, scopes } from "./kotlinKinds.ts";
import type { Kind } from "./kotlinKinds.ts";
import { scopeOfLambda, statements, stepTarget } from "./kotlinReceivers.ts";

const parameterOwners = new Set<string>([...functions, "primary_constructor" satisfies Kind]);

const imports = new Set<string>(["import"] satisfies Kind[]);

export function binding(name: Node): Binding | undefined {
  const parent = parentOf(name);
  if (!parent) return undefined;
  switch (kindOf(parent)) {
    case "variable_declaration":
      return parts(parent)[0]?.id === name.id ? variable(name, parent) : undefined;
    case "parameter":
    case "class_parameter":
      return ownName(parent)?.id === name.id ? parameterBinding(name) : undefined;
    case "function_declaration":
      return field(parent, "name")?.id === name.id
        ? defineIn(name, { kind: "function", node: parent }, parent)
        : undefined;
    case "class_declaration":
    case "object_declaration":
      return field(parent, "name")?.id === name.id
        ? defineIn(name, { kind: "class", node: parent }, parent)
        : undefined;
    case "enum_entry":
    case "catch_block":
      return parts(parent)[0]?.id === name.id ? defineIn(name, { kind: "opaque" }, name) : undefined;
    case "assignment":
      return field(parent, "left")?.id === name.id && !stepTarget(name) ? assignment(name, parent) : undefined;
    case "navigation_expression":
      return ownAssignment(name);
    case "qualified_identifier":
    case "import":
      return imported(name);
    default:
      return undefined;
  }
}

/** A definition that holds in the scope around a statement; members hold in their whole class, those of a companion too. */
function defineIn(name: Node, source: BindingSource, statement: Node): Binding | undefined {
  const around = ancestor(statement, scopes);
  const scope = around && /class_body$/.test(around.type) ? ancestor(around, classes) : around;
  return scope && define(source, name, scope, statement);
}

export function define(source: BindingSource, node: Node, scope: Node, statement: Node): Binding {
  return { source, scope, node, from: statement.endIndex, block: ancestor(statement, blocks) ?? scope };
}

function variable(name: Node, declaration: Node): Binding | undefined {
  const statement = parentOf(declaration);
  if (!statement) return undefined;
  if (kindOf(statement) === "lambda_parameters") return lambdaParameter(name, statement);
  if (kindOf(statement) !== "property_declaration") return defineIn(name, { kind: "opaque" }, name);
  const value = propertyValue(statement, declaration);
  const type = parts(declaration)[1];
  return defineIn(
    name,
    value ? { kind: "value", value, path: [] } : { kind: "declared", ...(type ? { type } : {}) },
    statement,
  );
}

/** What a property holds: its initializer, what `by lazy { … }` makes, or what its getter gives. */
function propertyValue(statement: Node, declaration: Node): Node | undefined {
  const rest = parts(statement).filter((part) => part.startIndex >= declaration.endIndex);
  const [first] = rest;
  if (!first) return undefined;
  switch (kindOf(first)) {
    case "property_delegate":
      return first
        .descendantsOfType("lambda_literal" satisfies Kind)
        .flatMap((lambda) => (lambda ? statements(lambda).slice(-1) : []))[0];
    case "getter":
      return results(first)[0];
    case "setter":
      return undefined;
    default:
      return first;
  }
}

export function results(functionNode: Node): Node[] {
  if (kindOf(functionNode) === "lambda_literal") return statements(functionNode).slice(-1);
  const body = parts(functionNode).find((part) => kindOf(part) === "function_body");
  const [content] = body ? parts(body) : [];
  if (!content || kindOf(content) !== "block") return content ? [content] : [];
  const own = new Set([...functions].filter((kind) => kind !== ("lambda_literal" satisfies Kind)));
  return content.descendantsOfType("return_expression" satisfies Kind).flatMap((statement) => {
    if (!statement || ancestor(statement, own)?.id !== functionNode.id || field(statement, "label")) return [];
    return parts(statement).slice(0, 1);
  });
}

function imported(name: Node): Binding | undefined {
  const statement = ancestor(name, imports);
  const root = statement?.parent;
  if (!statement || !root || statement.text.endsWith("*")) return undefined;
  const [path, alias] = parts(statement);
  const last = path && parts(path).at(-1);
  if (!path || (alias ?? last)?.id !== name.id) return undefined;
  return define({ kind: "import", origin: path.text }, name, root, statement);
}

function assignment(name: Node, statement: Node): Binding | undefined {
  const value = field(statement, "right");
  const scope = declaringScope(name);
  const isPlain = field(statement, "operator")?.type === "=";
  return (
    scope && define(value && isPlain ? { kind: "value", value, path: [] } : { kind: "opaque" }, name, scope, statement)
  );
}

/** For the `name` of `this.name = value`: the definition it is. */
export function ownAssignment(name: Node): Binding | undefined {
  const member = parentOf(name);
  const statement = member?.parent;
  if (!member || !statement || kindOf(statement) !== "assignment" || field(statement, "left")?.id !== member.id)
    return undefined;
  const [object, property] = parts(member);
  const [owner, value] = [ancestor(member, classes), field(statement, "right")];
  if (!object || kindOf(object) !== "this_expression" || property?.id !== name.id || stepTarget(object))
    return undefined;
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
  const ofFunction = functions.has(scope.type) ? parameters(scope).map(({ name }) => name) : [];
  if (classes.has(scope.type)) return new Set([...ofFunction, ...memberNames(scope).map((name) => name.text)]);
  const isBlock = blocks.has(scope.type) && !/class_body$/.test(scope.type);
  return new Set([...ofFunction, ...(isBlock ? declared(parts(scope)).map((name) => name.text) : [])]);
});

/** Names of the members of a class, with those of its companion object and of its primary constructor. */
export function memberNames(owner: Node): Node[] {
  const names = parts(owner).flatMap((part) => {
    if (kindOf(part) === "primary_constructor")
      return parts(part)
        .flatMap(parts)
        .flatMap((item) => ownName(item) ?? []);
    if (!/class_body$/.test(part.type)) return [];
    const items = parts(part).flatMap((item) => {
      const body = kindOf(item) === "companion_object" ? parts(item).at(-1) : undefined;
      return body && kindOf(body) === "class_body" ? parts(body) : [item];
    });
    return declared(items);
  });
  return names;
}

function declared(statementsOf: readonly Node[]): Node[] {
  return statementsOf.flatMap((statement) => {
    if (kindOf(statement) !== "property_declaration") return field(statement, "name") ?? [];
    return parts(statement)
      .filter((part) => kindOf(part) === "variable_declaration")
      .flatMap((declaration) => parts(declaration).slice(0, 1));
  });
}

function ownName(parameter: Node): Node | undefined {
  return parts(parameter).find((part) => kindOf(part) === "identifier");
}

/** Of a function, a primary constructor or a lambda. */
export function parameters(functionNode: Node): readonly Parameter[] {
  const list = parts(functionNode).find((part) =>
    /^(?:function_value_parameters|class_parameters|lambda_parameters)$/.test(part.type),
  );
  if (!list) return [];
  const items = parts(list);
  const named = items.filter((item) => /^(?:class_)?parameter$|^variable_declaration$/.test(item.type));
  return named.map((item, position) => {
    const [before, behind] = [items[items.indexOf(item) - 1], items[items.indexOf(item) + 1]];
    const type = parts(item).find((part) => /_type$/.test(part.type));
    const own = type && parts(item).find((part) => part.startIndex >= type.endIndex);
    const fallback = own ?? (behind && !/parameter/.test(behind.type) ? behind : undefined);
    const isRest = before !== undefined && kindOf(before) === "parameter_modifiers" && before.text.includes("vararg");
    return {
      function: functionNode,
      name: ownName(item)?.text ?? "",
      position,
      ...(fallback ? { fallback } : {}),
      ...(type ? { type } : {}),
      ...(isRest ? { rest: "positional" as const } : {}),
    };
  });
}

function parameterBinding(name: Node): Binding | undefined {
  const owner = ancestor(name, parameterOwners);
  const parameter = owner && parameters(owner).find((candidate) => candidate.name === name.text);
  if (!parameter) return undefined;
  const scope = kindOf(owner) === "primary_constructor" ? ancestor(owner, classes) : owner;
  return (
    scope && {
      source: { kind: "parameter", parameter, path: [] },
      scope,
      node: name,
      from: name.endIndex,
      block: scope,
    }
  );
}

/** `x.let { name -> … }`: the name is `x`. */
function lambdaParameter(name: Node, list: Node): Binding | undefined {
  const lambda = parentOf(list);
  const scoped = lambda ? scopeOfLambda(lambda) : undefined;
  if (!lambda || !scoped || !/^(?:also|let|use)$/.test(scoped.name)) return parameterBinding(name);
  return {
    source: { kind: "value", value: scoped.receiver, path: [] },
    scope: lambda,
    node: name,
    from: name.endIndex,
    block: lambda,
  };
}
