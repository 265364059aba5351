import type { Node } from "@vscode/tree-sitter-wasm";
import type { Binding, BindingSource } from "../expression.ts";
import { ancestor, descendants, field, parentOf, parts } from "../source.ts";
import { parameters } from "./functions.ts";
import { blocks, functions, kindOf, scopes } from "./kinds.ts";

export function binding(name: Node): Binding | undefined {
  const parent = parentOf(name);
  if (!parent) return undefined;
  switch (kindOf(parent)) {
    case "expression_list":
      return inList(name, parent);
    case "const_spec":
    case "var_spec":
      return specBinding(name, parent);
    case "parameter_declaration":
    case "variadic_parameter_declaration":
      return parameterBinding(name, parent);
    case "function_declaration":
      return field(parent, "name")?.id === name.id ? inFile({ kind: "function", node: parent }, name) : undefined;
    case "type_spec":
    case "type_alias":
      return typeBinding(name, parent);
    case "import_spec":
      return field(parent, "name")?.id === name.id ? importBinding(parent) : undefined;
    default:
      return undefined;
  }
}

export function define(source: BindingSource, node: Node, scope: Node, statement: Node): Binding {
  return { source, scope, node, from: statement.endIndex, block: ancestor(statement, blocks) ?? scope };
}

function inFile(source: BindingSource, name: Node): Binding {
  return define(source, name, name.tree.rootNode, name);
}

/**
 * What an assignment gives a name, a field or an entry: the value at its place, or the first result of a call. `a += b` gives
 * itself, since that is the statement which says what to add.
 */
export function assignedValue(target: Node): { readonly value: Node; readonly statement: Node } | undefined {
  const list = parentOf(target);
  const statement = list?.parent;
  if (!list || !statement || kindOf(statement) !== "assignment_statement") return undefined;
  if (field(statement, "left")?.id !== list.id) return undefined;
  const sign = field(statement, "operator")?.type;
  if (sign === "+=") return { value: statement, statement };
  if (sign !== "=") return undefined;
  const value = valueAt(list, target, field(statement, "right"));
  return value && { value, statement };
}

/** `a, err := f()` gives the call to `a`; what `err` is, nobody asks. */
function valueAt(left: Node, target: Node, right: Node | undefined): Node | undefined {
  const values = right ? parts(right) : [];
  const index = parts(left).findIndex((item) => item.id === target.id);
  return values.length > 1 || index === 0 ? values[index] : undefined;
}

function inList(name: Node, list: Node): Binding | undefined {
  const statement = parentOf(list);
  if (!statement) return undefined;
  switch (kindOf(statement)) {
    case "short_var_declaration": {
      const scope = ancestor(statement, scopes);
      if (field(statement, "left")?.id !== list.id || !scope) return undefined;
      const index = parts(list).findIndex((item) => item.id === name.id);
      return define(resultAt(index, field(statement, "right")), name, scope, statement);
    }
    case "assignment_statement": {
      const scope = field(statement, "left")?.id === list.id ? declaringScope(name) : undefined;
      return scope && define(sourceOf(assignedValue(name)?.value), name, scope, statement);
    }
    case "range_clause":
    case "receive_statement":
    case "type_switch_statement": {
      const isTarget = (field(statement, "left") ?? field(statement, "alias"))?.id === list.id;
      const scope = ancestor(name, scopes);
      return isTarget && scope ? define({ kind: "opaque" }, name, scope, statement) : undefined;
    }
    default:
      return undefined;
  }
}

/** `a, b := x, y`, or the results of a call. */
function resultAt(index: number, right: Node | undefined): BindingSource {
  const values = right ? parts(right) : [];
  const [first] = values;
  if (values.length === 1 && first && field(first, "function")?.text === "strings.Cut")
    return { kind: "value", value: first, path: [String(index)] };
  return sourceOf(values.length > 1 || index === 0 ? values[index] : undefined);
}

function sourceOf(value: Node | undefined): BindingSource {
  return value ? { kind: "value", value, path: [] } : { kind: "opaque" };
}

function specBinding(name: Node, spec: Node): Binding | undefined {
  const names = spec.childrenForFieldName("name");
  const index = names.findIndex((candidate) => candidate?.id === name.id);
  const scope = ancestor(spec, scopes);
  if (index < 0 || !scope) return undefined;
  const [list, type] = [field(spec, "value"), field(spec, "type")];
  // A slice without a value is an empty one.
  if (!list && type && kindOf(type) === "slice_type") return define(sourceOf(type), name, scope, spec);
  if (!list) return define({ kind: "declared", ...(type ? { type } : {}) }, name, scope, spec);
  return define(resultAt(index, list), name, scope, spec);
}

function parameterBinding(name: Node, declaration: Node): Binding | undefined {
  const owner = ancestor(name, functions);
  if (!owner || !declaration.childrenForFieldName("name").some((candidate) => candidate?.id === name.id))
    return undefined;
  const parameter = parameters(owner).find((candidate) => candidate.node.id === name.id);
  const type = field(declaration, "type");
  // A result with a name, as in `(resp *http.Response, err error)`.
  const source: BindingSource = parameter
    ? { kind: "parameter", parameter, path: [] }
    : { kind: "declared", ...(type ? { type } : {}) };
  return { source, scope: owner, node: name, from: name.endIndex, block: owner };
}

function typeBinding(name: Node, declaration: Node): Binding | undefined {
  const type = field(declaration, "type");
  const scope = ancestor(declaration, scopes);
  if (field(declaration, "name")?.id !== name.id || !type || !scope) return undefined;
  const isStruct = kindOf(type) === "struct_type";
  return define(isStruct ? { kind: "class", node: declaration } : sourceOf(type), name, scope, declaration);
}

/** An assignment changes the name that is declared nearest around it. */
function declaringScope(name: Node): Node {
  for (let scope = ancestor(name, scopes); scope; scope = ancestor(scope, scopes))
    if (declares(scope, name.text)) return scope;
  return name.tree.rootNode;
}

function declares(scope: Node, text: string): boolean {
  if (functions.has(scope.type)) {
    const named = [field(scope, "result")].flatMap((list) => (list ? parts(list) : []));
    return (
      parameters(scope).some(({ name }) => name === text) ||
      named.some((item) => item.childrenForFieldName("name").some((candidate) => candidate?.text === text))
    );
  }
  return parts(scope)
    .flatMap((item) => (kindOf(item) === "statement_list" ? parts(item) : [item]))
    .some((statement) => {
      if (kindOf(statement) === "var_declaration")
        return descendants(statement, "var_spec").some((spec) =>
          spec.childrenForFieldName("name").some((candidate) => candidate?.text === text),
        );
      const left = kindOf(statement) === "short_var_declaration" ? field(statement, "left") : undefined;
      return left !== undefined && parts(left).some((candidate) => candidate.text === text);
    });
}

// Imports

/** Import path without version elements: `github.com/jackc/pgx/v5/pgxpool` is `github.com/jackc/pgx/pgxpool`. */
function originOf(spec: Node): string {
  return (field(spec, "path")?.text.slice(1, -1) ?? "").replace(/\/v\d+(?=\/|$)/g, "").replace(/\.v\d+$/, "");
}

function importBinding(spec: Node): Binding {
  return inFile({ kind: "import", origin: originOf(spec) }, spec);
}

/** Packages whose name is not the last element of their path. */
const packageNames: Readonly<Record<string, string>> = {
  "github.com/databricks/databricks-sdk-go": "databricks",
  "github.com/databricks/databricks-sql-go": "dbsql",
  "github.com/databricks/zerobus-sdk/go": "zerobus",
};

/** An import without an alias defines the name of its package, which the file spells only inside the path. */
export function importsOf(root: Node, name: string): readonly Binding[] {
  return importSpecs(root).flatMap((spec) => {
    if (field(spec, "name")) return [];
    const origin = originOf(spec);
    const last = origin.slice(origin.lastIndexOf("/") + 1);
    return (packageNames[origin] ?? last.replace(/^go-|-go$/g, "")) === name ? [importBinding(spec)] : [];
  });
}

/** Paths of `import . "path"`. */
export function starImports(root: Node): readonly string[] {
  return importSpecs(root).flatMap((spec) => {
    const name = field(spec, "name");
    return name && kindOf(name) === "dot" ? [originOf(spec)] : [];
  });
}

function importSpecs(root: Node): Node[] {
  return parts(root)
    .filter((item) => kindOf(item) === "import_declaration")
    .flatMap((item) => descendants(item, "import_spec"));
}
