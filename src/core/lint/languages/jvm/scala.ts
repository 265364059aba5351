import type { Binding, Grammar } from "../expression.ts";
import { ancestor, descendants, field, parentOf, parts } from "../source.ts";
import { libraryNames } from "./libraryNames.ts";
import { receiverUse } from "./receiverUse.ts";
import { binding, define, memberNames, ownAssignment, parameters } from "./scalaBindings.ts";
import { expression } from "./scalaExpressions.ts";
import { blocks, classes, functions, kindOf, runs, scopes } from "./scalaKinds.ts";
import type { Kind } from "./scalaKinds.ts";

export const scala: Grammar = {
  nameKinds: new Set<string>(["identifier", "type_identifier"] satisfies Kind[]),
  expression,
  declarator: /\b(?:def|class|object|trait|val|var)\s+$|^\s*import\b/,
  binding,
  unspelledBindings: libraryNames,
  scopeAround: (node) => ancestor(node, scopes),
  isVisible: () => true,
  blockAround: (node) => ancestor(node, blocks, scopes),
  functionAround: (node) => ancestor(node, runs, scopes) ?? node,
  parameters,
  /** The last expression of the body, and every `return` before it. */
  results(node) {
    const body = kindOf(node) === "lambda_expression" ? parts(node).at(-1) : field(node, "body");
    if (!body) return [];
    const returned = body.descendantsOfType("return_expression" satisfies Kind).flatMap((statement) => {
      if (!statement || ancestor(statement, functions)?.id !== node.id) return [];
      return parts(statement).slice(0, 1);
    });
    const isReturn = parts(body).at(-1)?.type === ("return_expression" satisfies Kind);
    return isReturn ? returned : [...returned, body];
  },
  functionName(node) {
    if (kindOf(node) === "class_parameters") {
      const name = node.parent ? field(node.parent, "name")?.text : undefined;
      return name === undefined ? undefined : { name, isConstructor: true };
    }
    const name = field(node, "name")?.text;
    return name === undefined ? undefined : { name, isConstructor: name === "this" };
  },
  classOf(node) {
    const isMember = kindOf(node) === "class_parameters" || node.parent?.type === ("template_body" satisfies Kind);
    return isMember ? ancestor(node, classes) : undefined;
  },
  superclasses: (node) => {
    const clause = field(node, "extend");
    return clause ? parts(clause).filter((part) => /type/.test(part.type)) : [];
  },
  members(node, name) {
    return memberNames(node).flatMap((target): Binding[] => {
      const found = target.text === name ? binding(target) : undefined;
      return found ? [define(found.source, found.node, node, target.parent ?? target)] : [];
    });
  },
  selfAssignment(name) {
    const owner = ancestor(name, classes);
    const parent = parentOf(name);
    const bare = parent && kindOf(parent) === "assignment_expression" ? binding(name) : undefined;
    const found = ownAssignment(name) ?? (bare?.scope.id === owner?.id ? bare : undefined);
    return owner && found && { class: owner, binding: found };
  },
  mutation: (node) =>
    receiverUse(node, {
      expression,
      assignment(parent) {
        const [left, right] = [field(parent, "left"), field(parent, "right")];
        return kindOf(parent) === "assignment_expression" && left && right ? { left, right } : undefined;
      },
      argumentOf(argument) {
        const list = parentOf(argument);
        return list && kindOf(list) === "arguments" ? (list.parent ?? undefined) : undefined;
      },
      ownMember(name) {
        const parent = parentOf(name);
        const object = parent && kindOf(parent) === "field_expression" ? field(parent, "value") : undefined;
        return object?.text === "this" && object.id !== name.id ? (parent ?? undefined) : undefined;
      },
    }),
  starImports(root) {
    return descendants(root, "import_declaration" satisfies Kind).flatMap((statement) => {
      if (!/(?:[_*]\s*\}?|\bgiven\s*\}?)$/.test(statement.text)) return [];
      const path = statement.childrenForFieldName("path");
      return path.map((part) => part?.text ?? "").join("");
    });
  },
  /** The outer type alone: what a list or a map holds is not what the variable is. */
  typeNames: (type) => (kindOf(type) === "type_identifier" ? [type] : []),
  reference(name) {
    const parent = parentOf(name);
    if (!parent) return name;
    const isMember = kindOf(parent) === "field_expression" && field(parent, "field")?.id === name.id;
    const outer = isMember ? parent : name;
    const generic = parentOf(outer);
    const isGeneric =
      generic !== null && /^generic_(?:function|type)$/.test(generic.type) && parts(generic)[0]?.id === outer.id;
    return isGeneric ? generic : outer;
  },
};
