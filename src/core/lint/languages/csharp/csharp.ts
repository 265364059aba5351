import type { Node } from "@vscode/tree-sitter-wasm";
import type { Grammar } from "../expression.ts";
import { ancestor, field, parentOf } from "../source.ts";
import { binding, parameters } from "./bindings.ts";
import { classOf, functionName, members, results, selfAssignment, superclasses } from "./classes.ts";
import { expression, targetTyped } from "./expressions.ts";
import { blocks, kindOf, runs, scopes } from "./kinds.ts";
import type { Kind } from "./kinds.ts";
import { mutation } from "./mutations.ts";

/**
 * C#. A type goes by its own name, whatever its namespace: `:HttpClient`. What a file uses may be said in any other file (global
 * and implicit usings), so namespaces cannot be told from one file.
 */
export const csharp: Grammar = {
  nameKinds: new Set<string>(["identifier"] satisfies Kind[]),
  seesSiblings: true,
  // `Type name(…)` of a local function, `class Name(…)` of a primary constructor.
  declarator: /[\w>\]?]\s+$/,
  expression,
  binding,
  scopeAround: (node) => ancestor(node, scopes),
  isVisible: () => true,
  blockAround: (node) => ancestor(node, blocks, scopes),
  functionAround: (node) => ancestor(node, runs, scopes) ?? node,
  parameters,
  results,
  functionName,
  classOf,
  superclasses,
  members,
  selfAssignment,
  mutation,
  starImports: () => [],
  impliedCalls: (type) => targetTyped(type),
  typeNames: (type) => typeNamesOf(type),
  reference(name) {
    const parent = parentOf(name);
    if (!parent) return name;
    if (kindOf(parent) === "generic_name") return csharp.reference(parent);
    const isMember =
      (kindOf(parent) === "member_access_expression" || kindOf(parent) === "qualified_name") &&
      field(parent, "name")?.id === name.id;
    if (isMember) return parent;
    const access = kindOf(parent) === "member_binding_expression" ? parent.parent : undefined;
    return access ?? name;
  },
};

function typeNamesOf(type: Node): readonly Node[] {
  switch (kindOf(type)) {
    case "nullable_type":
      return type.namedChildren.flatMap((inner) => (inner ? typeNamesOf(inner) : []));
    case "identifier":
    case "qualified_name":
    case "generic_name":
      return [type];
    default:
      return [];
  }
}
