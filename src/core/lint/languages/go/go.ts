import type { Grammar } from "../expression.ts";
import { ancestor, field, parentOf } from "../source.ts";
import { binding, importsOf, starImports } from "./bindings.ts";
import { expression } from "./expressions.ts";
import { functionName, parameters, results } from "./functions.ts";
import { blocks, kindOf, runs, scopes } from "./kinds.ts";
import type { Kind } from "./kinds.ts";
import { mutation } from "./mutations.ts";
import { classOf, members, selfAssignment, superclasses } from "./structs.ts";

/** Go. Origins are import paths without version elements: `github.com/databricks/databricks-sdk-go.NewWorkspaceClient`. */
export const go: Grammar = {
  nameKinds: new Set<string>([
    "identifier",
    "field_identifier",
    "type_identifier",
    "package_identifier",
  ] satisfies Kind[]),
  seesSiblings: true,
  declarator: /\bfunc\s+$/,
  expression,
  binding,
  unspelledBindings: importsOf,
  scopeAround: (node) => ancestor(node, scopes),
  isVisible: () => true,
  blockAround: (node) => ancestor(node, blocks),
  functionAround: (node) => ancestor(node, runs) ?? node,
  parameters,
  results,
  functionName,
  classOf,
  superclasses,
  members,
  selfAssignment,
  mutation,
  starImports,
  typeNames: (type) => typeNamesOf(type),
  reference(name) {
    const parent = parentOf(name);
    const isMember =
      (parent && kindOf(parent) === "selector_expression" && field(parent, "field")?.id === name.id) ||
      (parent && kindOf(parent) === "qualified_type" && field(parent, "name")?.id === name.id);
    return parent && isMember ? parent : name;
  },
};

/** `*pkg.T` is named by its qualified type as a whole, `T` by itself. */
function typeNamesOf(type: Parameters<Grammar["typeNames"]>[0]): ReturnType<Grammar["typeNames"]> {
  if (kindOf(type) === "qualified_type" || kindOf(type) === "type_identifier") return [type];
  const [inner] = kindOf(type) === "pointer_type" ? type.namedChildren : [];
  return inner ? typeNamesOf(inner) : [];
}
