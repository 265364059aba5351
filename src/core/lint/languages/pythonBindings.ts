import type { Node } from "@vscode/tree-sitter-wasm";
import type { Binding, BindingSource } from "./expression.ts";
import type { Kind } from "./pythonKinds.ts";
import { blocks, functions, kindOf, scopes } from "./pythonKinds.ts";
import { parameterBinding } from "./pythonParameters.ts";
import { oncePerNode } from "./remembered.ts";
import { ancestor, descendants, field, parentOf, parts } from "./source.ts";

const modules = new Set(["module"]);

export function binding(name: Node): Binding | undefined {
  const parent = parentOf(name);
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

export function define(source: BindingSource, node: Node, scope: Node, statement: Node): Binding {
  return { source, scope, node, from: statement.endIndex, block: ancestor(statement, blocks) ?? scope };
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
  const value = lastValue(right);
  return define(tuple ? element(value, tuple, name) : { kind: "value", value, path: [] }, name, owner, statement);
}

/** `a = b = value`: the value of a chain. */
export function lastValue(right: Node): Node {
  const next = kindOf(right) === "assignment" ? field(right, "right") : undefined;
  return next ? lastValue(next) : right;
}

/** What `a, b = value` gives one of its names. */
function element(value: Node, targets: Node, name: Node): BindingSource {
  const names = parts(targets);
  const index = names.findIndex((part) => part.id === name.id);
  if (index < 0 || names.slice(0, index).some((part) => kindOf(part) === "list_splat_pattern"))
    return { kind: "opaque" };
  if (kindOf(value) !== "expression_list" && kindOf(value) !== "tuple")
    return { kind: "value", value, path: [String(index)] };
  const item = parts(value)[index];
  return item ? { kind: "value", value: item, path: [] } : { kind: "opaque" };
}

const movingStatements = oncePerNode((scope): readonly Node[] =>
  /\b(?:global|nonlocal)\b/.test(scope.text)
    ? (["global_statement", "nonlocal_statement"] satisfies Kind[]).flatMap((kind) => descendants(scope, kind))
    : [],
);

/** The scope of an assigned name, which `global` or `nonlocal` moves outwards. */
function globalScope(name: Node, scope: Node): Node {
  if (!functions.has(scope.type)) return scope;
  const moved = movingStatements(scope).find((statement) => parts(statement).some((part) => part.text === name.text));
  if (!moved) return scope;
  return (
    (kindOf(moved) === "nonlocal_statement" ? ancestor(scope, functions) : undefined) ??
    ancestor(scope, modules) ??
    scope
  );
}

export function isDictUnion(node: Node): boolean {
  return field(node, "operator")?.type === "|=";
}
