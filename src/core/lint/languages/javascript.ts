import type { Grammar } from "./expression.ts";
import { binding, define, lastValue } from "./javascriptBindings.ts";
import { members } from "./javascriptClasses.ts";
import { expression } from "./javascriptExpressions.ts";
import { functionName, results } from "./javascriptFunctions.ts";
import { blocks, classes, kindOf, runs, scopes } from "./javascriptKinds.ts";
import type { Kind } from "./javascriptKinds.ts";
import { mutation } from "./javascriptMutations.ts";
import { parameters } from "./javascriptParameters.ts";
import { ancestor, field, parentOf, parts } from "./source.ts";

export const javascript: Grammar = {
  nameKinds: new Set<string>([
    "identifier",
    "property_identifier",
    "private_property_identifier",
    "shorthand_property_identifier",
    "shorthand_property_identifier_pattern",
    "type_identifier",
  ] satisfies Kind[]),
  declarator: /(?:class|function\s*\*?)\s+$|^\s*import\b/,
  expression,
  binding,
  scopeAround: (node) => ancestor(node, scopes),
  isVisible: () => true,
  blockAround: (node) => ancestor(node, blocks, scopes),
  functionAround: (node) => ancestor(node, runs, scopes) ?? node,
  parameters,
  results,
  functionName,
  classOf(node) {
    const body = parentOf(node);
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
    const member = parentOf(name);
    if (!member || kindOf(member) !== "member_expression" || field(member, "property")?.id !== name.id)
      return undefined;
    const statement = parentOf(member);
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
    const parent = parentOf(name);
    return parent && kindOf(parent) === "member_expression" && field(parent, "property")?.id === name.id
      ? parent
      : name;
  },
};
