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
import { javascriptText } from "./javascriptText.ts";

/** Node kinds of the JavaScript, TypeScript and TSX grammars that this file reads; a test checks that one of them has each. */
export const javascriptKinds = [
  "arguments",
  "array",
  "array_pattern",
  "arrow_function",
  "as_expression",
  "assignment_expression",
  "assignment_pattern",
  "augmented_assignment_expression",
  "await_expression",
  "binary_expression",
  "call_expression",
  "catch_clause",
  "class",
  "class_body",
  "class_declaration",
  "class_heritage",
  "class_static_block",
  "abstract_class_declaration",
  "computed_property_name",
  "enum_assignment",
  "enum_body",
  "enum_declaration",
  "extends_clause",
  "false",
  "field_definition",
  "for_in_statement",
  "for_statement",
  "formal_parameters",
  "function_declaration",
  "function_expression",
  "generator_function",
  "generator_function_declaration",
  "identifier",
  "import",
  "import_clause",
  "import_require_clause",
  "import_specifier",
  "import_statement",
  "member_expression",
  "method_definition",
  "namespace_import",
  "new_expression",
  "non_null_expression",
  "null",
  "number",
  "object",
  "object_assignment_pattern",
  "object_pattern",
  "optional_parameter",
  "pair",
  "pair_pattern",
  "parenthesized_expression",
  "private_property_identifier",
  "program",
  "property_identifier",
  "public_field_definition",
  "required_parameter",
  "rest_pattern",
  "return_statement",
  "satisfies_expression",
  "sequence_expression",
  "shorthand_property_identifier",
  "shorthand_property_identifier_pattern",
  "spread_element",
  "statement_block",
  "string",
  "subscript_expression",
  "super",
  "switch_body",
  "template_string",
  "ternary_expression",
  "this",
  "true",
  "type_annotation",
  "type_assertion",
  "type_identifier",
  "undefined",
  "unary_expression",
  "variable_declaration",
  "variable_declarator",
  "accessibility_modifier",
  "override_modifier",
] as const;

type Kind = (typeof javascriptKinds)[number];

const kindOf = (node: Node): Kind => node.type as Kind;
const functions = new Set<string>([
  "arrow_function",
  "function_declaration",
  "function_expression",
  "generator_function",
  "generator_function_declaration",
  "method_definition",
] satisfies Kind[]);
const classes = new Set<string>(["class", "class_declaration", "abstract_class_declaration"] satisfies Kind[]);
const blocks = new Set<string>([
  "statement_block",
  "program",
  "switch_body",
  "class_static_block",
  "class_body",
] satisfies Kind[]);
const scopes = new Set<string>([
  ...functions,
  ...blocks,
  ...classes,
  ...(["for_statement", "for_in_statement", "catch_clause"] satisfies Kind[]),
]);
const functionScopes = new Set<string>([...functions, ...(["program", "class_static_block"] satisfies Kind[])]);
const runs = new Set<string>([...functions, "program"]);

export const javascript: Grammar = {
  nameKinds: new Set<string>([
    "identifier",
    "property_identifier",
    "private_property_identifier",
    "shorthand_property_identifier",
    "shorthand_property_identifier_pattern",
    "type_identifier",
  ] satisfies Kind[]),
  expression,
  binding,
  scopeAround: (node) => ancestor(node, scopes),
  isVisible: () => true,
  blockAround: (node) => ancestor(node, blocks),
  functionAround: (node) => ancestor(node, runs) ?? node,
  parameters,
  results(node) {
    const body = field(node, "body");
    if (!body) return [];
    if (kindOf(body) !== "statement_block") return [body];
    return body.descendantsOfType("return_statement" satisfies Kind).flatMap((statement) => {
      if (!statement || ancestor(statement, functions)?.id !== node.id) return [];
      return parts(statement).slice(0, 1);
    });
  },
  functionName,
  classOf(node) {
    const body = node.parent;
    if (kindOf(node) !== "method_definition" || !body || kindOf(body) !== "class_body") return undefined;
    return body.parent ?? undefined;
  },
  superclasses(node) {
    const heritage = parts(node).find((part) => kindOf(part) === "class_heritage");
    const [first] = heritage ? parts(heritage) : [];
    const value = first && kindOf(first) === "extends_clause" ? field(first, "value") : first;
    return value ? [value] : [];
  },
  members,
  selfAssignment(name) {
    const member = name.parent;
    if (!member || kindOf(member) !== "member_expression" || field(member, "property")?.id !== name.id)
      return undefined;
    const statement = member.parent;
    if (!statement || kindOf(statement) !== "assignment_expression" || field(statement, "left")?.id !== member.id)
      return undefined;
    const owner = field(member, "object");
    const owningClass = owner && kindOf(owner) === "this" ? ancestor(owner, classes) : undefined;
    const value = field(statement, "right");
    if (!owningClass || !value) return undefined;
    return {
      class: owningClass,
      binding: define({ kind: "value", value: lastValue(value), path: [] }, name, owningClass, statement),
    };
  },
  mutation,
  starImports: () => [],
  typeNames: (type) =>
    type.descendantsOfType(["type_identifier", "identifier"] satisfies Kind[]).filter((node) => node !== null),
  reference(name) {
    const parent = name.parent;
    return parent && kindOf(parent) === "member_expression" && field(parent, "property")?.id === name.id
      ? parent
      : name;
  },
};

function expression(node: Node): Expression {
  switch (kindOf(node)) {
    case "string":
    case "template_string":
      return javascriptText(node);
    case "null":
    case "undefined":
      return { kind: "null" };
    case "true":
    case "false":
    case "number":
      return { kind: "constant" };
    case "identifier":
    case "shorthand_property_identifier":
    case "type_identifier":
      return node.text === "undefined" ? { kind: "null" } : { kind: "name", name: node.text };
    case "import":
      return { kind: "name", name: "import" };
    case "member_expression":
      return both(node, "object", "property", (object, name) => ({ kind: "member", object, name: name.text }));
    case "subscript_expression":
      return both(node, "object", "index", (object, key) => ({ kind: "index", object, key }));
    case "call_expression":
      return both(node, "function", "arguments", (callee, list) => ({
        kind: "call",
        callee,
        args: readArgs(list),
        isNew: false,
      }));
    case "new_expression": {
      const [callee, list] = [field(node, "constructor"), field(node, "arguments")];
      return callee ? { kind: "call", callee, args: list ? readArgs(list) : noArgs, isNew: true } : { kind: "opaque" };
    }
    case "object":
      return { kind: "object", entries: parts(node).map(entry) };
    case "array":
      return { kind: "list", items: parts(node) };
    case "ternary_expression":
      return both(node, "consequence", "alternative", (then, otherwise) => ({
        kind: "branch",
        options: [then, otherwise],
      }));
    case "binary_expression":
      return both(node, "left", "right", (left, right) => operator(field(node, "operator")?.type, left, right));
    case "parenthesized_expression":
    case "await_expression":
    case "as_expression":
    case "satisfies_expression":
    case "non_null_expression":
      return same(parts(node)[0]);
    case "type_assertion":
    case "sequence_expression":
      return same(parts(node).at(-1));
    case "assignment_expression":
      return same(field(node, "right"));
    case "this":
    case "super": {
      const owner = ancestor(node, classes);
      return owner ? { kind: "self", class: owner, above: kindOf(node) === "super" } : { kind: "opaque" };
    }
    case "arrow_function":
    case "function_expression":
    case "generator_function":
    case "method_definition":
      return { kind: "function", node };
    case "class":
      return { kind: "class", node };
    case "unary_expression":
      return field(node, "operator")?.type === "void" ? { kind: "null" } : { kind: "opaque" };
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
  if (sign === "??" || sign === "||") return { kind: "fallback", first: left, second: right };
  if (sign === "&&") return { kind: "branch", options: [left, right] };
  return { kind: "opaque" };
}

function readArgs(list: Node): Args {
  const items = kindOf(list) === "arguments" ? parts(list) : [];
  const spread = items.findIndex((item) => kindOf(item) === "spread_element");
  return { ...noArgs, positional: spread < 0 ? items : items.slice(0, spread), open: spread >= 0 };
}

function entry(item: Node): ObjectEntry {
  switch (kindOf(item)) {
    case "spread_element": {
      const [value] = parts(item);
      return value ? { kind: "spread", value } : { kind: "computed" };
    }
    case "shorthand_property_identifier":
      return { kind: "entry", key: item.text, value: item, node: item };
    case "method_definition": {
      const key = field(item, "name");
      return key ? { kind: "entry", key: key.text, value: item, node: item } : { kind: "computed" };
    }
    default: {
      const [key, value] = [field(item, "key"), field(item, "value")];
      const name = key && keyName(key);
      return name !== undefined && value ? { kind: "entry", key: name, value, node: item } : { kind: "computed" };
    }
  }
}

function keyName(key: Node): string | undefined {
  if (kindOf(key) !== "computed_property_name") return kindOf(key) === "string" ? plainText(key) : key.text;
  const [inner] = parts(key);
  return inner && plainText(inner);
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

function importBinding(name: Node, parent: Node): Binding | undefined {
  const statement = ancestor(name, new Set<string>(["import_statement"] satisfies Kind[]));
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
  const isVar = declarator.parent !== null && kindOf(declarator.parent) === "variable_declaration";
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
    const parent = current.parent;
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
      case "rest_pattern":
      case "array_pattern":
        if (parent.parent && /parameter/.test(parent.parent.type) && kindOf(parent) === "rest_pattern") break;
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
      default: {
        const scope = ancestor(name, scopes);
        return scope && /assignment_expression|for_in|catch/.test(parent.type)
          ? define({ kind: "opaque" }, name, scope, parent)
          : undefined;
      }
    }
    current = parent;
  }
}

function parameterBinding(name: Node, pattern: Node, path: readonly string[], fallback?: Node): Binding | undefined {
  const owner = ancestor(name, functions);
  const parameter =
    owner &&
    parameters(owner).find(
      (candidate) =>
        candidate.pattern.startIndex <= pattern.startIndex && pattern.endIndex <= candidate.pattern.endIndex,
    );
  if (!parameter) return undefined;
  const source: BindingSource = { kind: "parameter", parameter, path, ...(fallback ? { fallback } : {}) };
  return { source, scope: owner, node: name, from: name.endIndex, block: owner };
}

function parameters(node: Node): readonly (Parameter & { readonly pattern: Node })[] {
  const single = field(node, "parameter");
  if (single) return [{ function: node, name: single.text, position: 0, pattern: single }];
  const list = field(node, "parameters");
  return (list ? parts(list) : []).map((item, position) => {
    const outer = field(item, "pattern") ?? item;
    const assigned = kindOf(outer) === "assignment_pattern" ? outer : undefined;
    const pattern = (assigned && field(assigned, "left")) ?? outer;
    const fallback = assigned ? field(assigned, "right") : field(item, "value");
    const type = field(item, "type");
    const rest = kindOf(pattern) === "rest_pattern";
    return {
      function: node,
      name: rest ? (parts(pattern)[0]?.text ?? "") : pattern.text,
      position,
      pattern,
      ...(fallback ? { fallback } : {}),
      ...(type ? { type } : {}),
      ...(rest ? { rest: "positional" as const } : {}),
    };
  });
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

function lastValue(right: Node): Node {
  const next = kindOf(right) === "assignment_expression" ? field(right, "right") : undefined;
  return next ? lastValue(next) : right;
}

function declaringScope(name: Node): Node | undefined {
  const text = name.text;
  for (let scope = ancestor(name, scopes); scope; scope = ancestor(scope, scopes)) {
    if (declares(scope, text) || !scope.parent) return scope;
  }
  return undefined;
}

function declares(scope: Node, text: string): boolean {
  if (functions.has(scope.type)) {
    return parameters(scope).some(({ pattern }) =>
      new RegExp(`(?<![\\w$])${text.replaceAll("$", "\\$")}(?![\\w$])`).test(pattern.text),
    );
  }
  if (!blocks.has(scope.type)) return false;
  return parts(scope).some((statement) => {
    const inner = statement.type === "export_statement" ? (field(statement, "declaration") ?? statement) : statement;
    return (
      /_declaration$/.test(inner.type) && parts(inner).some((declarator) => field(declarator, "name")?.text === text)
    );
  });
}

function functionName(node: Node): { name: string; isConstructor: boolean } | undefined {
  const own = field(node, "name");
  if (own) return { name: own.text, isConstructor: own.text === "constructor" };
  const parent = node.parent;
  if (!parent) return undefined;
  // `const connect = async (options) => …` and `connect = (options) => …` as a class field.
  if (field(parent, "value")?.id !== node.id) return undefined;
  const name = field(parent, "name") ?? field(parent, "property") ?? field(parent, "key");
  return name ? { name: name.text, isConstructor: false } : undefined;
}

function members(node: Node, name: string): readonly Binding[] {
  const body = field(node, "body");
  if (!body) return [];
  return parts(body).flatMap((item): Binding[] => {
    const key = field(item, "name") ?? field(item, "property");
    const matches = key !== undefined && (kindOf(key) === "string" ? plainText(key) : key.text) === name;
    switch (kindOf(item)) {
      case "method_definition":
        if (matches && item.children.some((child) => child?.type === "get")) {
          return (javascript.results(item) as Node[])
            .slice(0, 1)
            .map((value) => define({ kind: "value", value, path: [] }, key, node, item));
        }
        if (matches) return [define({ kind: "function", node: item }, key, node, item)];
        return key?.text === "constructor" ? parameterProperties(item, node, name) : [];
      case "public_field_definition":
      case "field_definition": {
        if (!matches) return [];
        const [value, type] = [field(item, "value"), field(item, "type")];
        return [
          define(
            value ? { kind: "value", value, path: [] } : { kind: "declared", ...(type ? { type } : {}) },
            key,
            node,
            item,
          ),
        ];
      }
      case "enum_assignment": {
        const value = field(item, "value");
        return matches && value ? [define({ kind: "value", value, path: [] }, key, node, item)] : [];
      }
      default:
        return [];
    }
  });
}

/** TypeScript's `constructor(private readonly client: DBSQLClient)` declares a member. */
function parameterProperties(constructor: Node, owner: Node, name: string): Binding[] {
  return parameters(constructor).flatMap((parameter) => {
    const item = parameter.pattern.parent;
    const declares =
      item &&
      item.children.some(
        (child) => child !== null && /^(?:accessibility_modifier|override_modifier|readonly)$/.test(child.type),
      );
    if (!declares || parameter.name !== name) return [];
    return [
      {
        source: { kind: "parameter", parameter, path: [] },
        scope: owner,
        node: parameter.pattern,
        from: item.endIndex,
        block: owner,
      },
    ];
  });
}

/** Calls that read an object and leave it as it is. */
const readers =
  /^(?:console\.\w+|(?:this\.)?_?(?:log|logger)\.\w+|JSON\.stringify|Object\.(?:keys|values|entries|freeze|seal)|structuredClone|expect|assert(?:\.\w+)*|(?:.*\.)?connect)$/;

function mutation(node: Node): Mutation | undefined {
  const parent = node.parent;
  if (!parent) return undefined;
  switch (kindOf(parent)) {
    case "member_expression":
    case "subscript_expression":
      return memberMutation(node, parent);
    case "as_expression":
    case "satisfies_expression":
    case "non_null_expression":
    case "parenthesized_expression":
      return mutation(parent);
    case "arguments": {
      const callNode = parent.parent;
      const callee = callNode && field(callNode, "function");
      const text = callee?.text;
      const [target, ...sources] = parts(parent);
      if (text === "Object.assign") {
        if (target?.id !== node.id) return undefined;
        const [only] = sources;
        return sources.length === 1 && only ? { kind: "merge", value: only } : { kind: "escape" };
      }
      return text === undefined || !readers.test(text) ? { kind: "escape" } : undefined;
    }
    default:
      return undefined;
  }
}

function memberMutation(node: Node, member: Node): Mutation | undefined {
  if (field(member, "object")?.id !== node.id) return undefined;
  const statement = member.parent;
  const key = field(member, "property") ?? field(member, "index");
  const name = key && (kindOf(member) === "member_expression" ? key.text : plainText(key));
  if (!statement) return undefined;
  if (kindOf(statement) === "unary_expression" && field(statement, "operator")?.type === "delete") {
    return name === undefined ? { kind: "escape" } : { kind: "remove", key: name };
  }
  if (!/assignment_expression$/.test(statement.type) || field(statement, "left")?.id !== member.id) return undefined;
  const value = field(statement, "right");
  if (name === undefined || !value) return { kind: "escape" };
  const weak = kindOf(statement) === "augmented_assignment_expression";
  return { kind: "set", key: name, value: lastValue(value), node: statement, weak };
}
