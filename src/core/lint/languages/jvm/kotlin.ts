import type { Binding, Grammar } from "../expression.ts";
import { ancestor, field, parentOf, parts } from "../source.ts";
import { binding, define, memberNames, ownAssignment, parameters, results } from "./kotlinBindings.ts";
import { expression } from "./kotlinExpressions.ts";
import { blocks, classes, kindOf, runs, scopes } from "./kotlinKinds.ts";
import type { Kind } from "./kotlinKinds.ts";
import { scopedCall } from "./kotlinReceivers.ts";
import { libraryNames } from "./libraryNames.ts";
import { receiverUse } from "./receiverUse.ts";

export const kotlin: Grammar = {
  nameKinds: new Set<string>(["identifier"] satisfies Kind[]),
  expression,
  declarator: /\b(?:fun(?:\s*<[^>]*>)?|class|object|interface)\s+$|^\s*import\b/,
  binding,
  unspelledBindings: libraryNames,
  scopeAround: (node) => ancestor(node, scopes),
  isVisible: () => true,
  blockAround: (node) => ancestor(node, blocks, scopes),
  functionAround: (node) => ancestor(node, runs, scopes) ?? node,
  parameters,
  results,
  functionName(node) {
    if (/_constructor$/.test(node.type)) {
      const owner = ancestor(node, classes);
      const name = owner && field(owner, "name")?.text;
      return name === undefined ? undefined : { name, isConstructor: true };
    }
    const name = field(node, "name")?.text;
    return name === undefined ? undefined : { name, isConstructor: false };
  },
  classOf(node) {
    const isMember = /_constructor$/.test(node.type) || (node.parent !== null && /class_body$/.test(node.parent.type));
    return isMember ? ancestor(node, classes) : undefined;
  },
  superclasses(node) {
    const list = parts(node).find((part) => kindOf(part) === "delegation_specifiers");
    return (list ? parts(list) : []).flatMap((specifier) => {
      const [first] = parts(specifier);
      return first && kindOf(first) === "constructor_invocation" ? parts(first).slice(0, 1) : first ? [first] : [];
    });
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
    const bare = parent && kindOf(parent) === "assignment" ? binding(name) : undefined;
    const found = ownAssignment(name) ?? (bare?.scope.id === owner?.id ? bare : undefined);
    return owner && found && { class: owner, binding: found };
  },
  mutation(node) {
    const call = node.parent?.parent;
    // What a scope function does to a variable is not followed; where its value is used, it is.
    if (call && scopedCall(call)?.receiver.id === node.id) return { kind: "escape" };
    return receiverUse(node, {
      expression,
      assignment(parent) {
        const [left, right] = [field(parent, "left"), field(parent, "right")];
        return kindOf(parent) === "assignment" && left && right ? { left, right } : undefined;
      },
      argumentOf(argument) {
        const list =
          argument.parent && kindOf(argument.parent) === "value_argument" ? argument.parent.parent : undefined;
        return list?.parent ?? undefined;
      },
      ownMember(name) {
        const parent = parentOf(name);
        const [object] = parent && kindOf(parent) === "navigation_expression" ? parts(parent) : [];
        return object && kindOf(object) === "this_expression" ? (parent ?? undefined) : undefined;
      },
    });
  },
  starImports(root) {
    return parts(root).flatMap((part) => {
      const isStar = kindOf(part) === "import" && part.text.endsWith("*");
      return isStar
        ? parts(part)
            .slice(0, 1)
            .map((path) => path.text)
        : [];
    });
  },
  /** The outer type alone: what a list or a map holds is not what the variable is. */
  typeNames(type) {
    const inner = kindOf(type) === "nullable_type" ? parts(type)[0] : type;
    const names =
      inner && kindOf(inner) === "user_type" ? parts(inner).filter((part) => kindOf(part) === "identifier") : [];
    return names.length === 1 ? names : [];
  },
  reference(name) {
    const parent = parentOf(name);
    return parent && kindOf(parent) === "navigation_expression" && parts(parent).at(-1)?.id === name.id ? parent : name;
  },
};
