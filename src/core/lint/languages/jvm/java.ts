import type { Node } from "@vscode/tree-sitter-wasm";
import type { Binding, Grammar } from "../expression.ts";
import { ancestor, field, parentOf, parts } from "../source.ts";
import { binding, define, ownAssignment, parameters } from "./javaBindings.ts";
import { expression } from "./javaExpressions.ts";
import { blocks, classes, functions, kindOf, runs, scopes } from "./javaKinds.ts";
import type { Kind } from "./javaKinds.ts";
import { libraryNames } from "./libraryNames.ts";
import { receiverUse } from "./receiverUse.ts";

export const java: Grammar = {
  nameKinds: new Set<string>(["identifier", "type_identifier"] satisfies Kind[]),
  expression,
  // Methods and records stand behind a type or a keyword: `Connection open(`.
  declarator: /[\w>\])]\s+$|^\s*import\b/,
  binding,
  unspelledBindings: libraryNames,
  scopeAround: (node) => ancestor(node, scopes),
  isVisible: () => true,
  blockAround: (node) => ancestor(node, blocks, scopes),
  functionAround: (node) => ancestor(node, runs, scopes) ?? node,
  parameters,
  results(node) {
    const body = field(node, "body");
    if (!body) return [];
    if (kindOf(body) !== "block") return kindOf(node) === "lambda_expression" ? [body] : [];
    return body.descendantsOfType("return_statement" satisfies Kind).flatMap((statement) => {
      if (!statement || ancestor(statement, functions)?.id !== node.id) return [];
      return parts(statement).slice(0, 1);
    });
  },
  functionName(node) {
    const name = field(node, "name")?.text;
    return name === undefined ? undefined : { name, isConstructor: /constructor/.test(node.type) };
  },
  classOf(node) {
    return kindOf(node) === "lambda_expression" ? undefined : ancestor(node, classes);
  },
  superclasses(node) {
    return [field(node, "superclass"), field(node, "interfaces")].flatMap((clause) => {
      const [first] = clause ? parts(clause) : [];
      return first && kindOf(first) === "type_list" ? parts(first) : first ? [first] : [];
    });
  },
  members: (node, name) => declarations(node).flatMap((item) => member(item, name, node)),
  selfAssignment(name) {
    const owner = ancestor(name, classes);
    const found = owner && (ownAssignment(name) ?? bareAssignment(name, owner));
    return found && { class: owner, binding: found };
  },
  mutation: (node) =>
    receiverUse(node, {
      expression,
      assignment(parent) {
        const [left, right] = [field(parent, "left"), field(parent, "right")];
        return kindOf(parent) === "assignment_expression" && left && right ? { left, right } : undefined;
      },
      argumentOf: (argument) =>
        argument.parent && kindOf(argument.parent) === "argument_list"
          ? (argument.parent.parent ?? undefined)
          : undefined,
      ownMember(name) {
        const parent = parentOf(name);
        const object = parent && kindOf(parent) === "field_access" ? field(parent, "object") : undefined;
        return object && kindOf(object) === "this" && object.id !== name.id ? (parent ?? undefined) : undefined;
      },
    }),
  starImports(root) {
    return parts(root).flatMap((part) => {
      const isStar = kindOf(part) === "import_declaration" && parts(part).some((item) => kindOf(item) === "asterisk");
      return isStar
        ? parts(part)
            .slice(0, 1)
            .map((path) => path.text)
        : [];
    });
  },
  /** The outer type alone: what a list or a map holds is not what the variable is. */
  typeNames(type) {
    const outer = kindOf(type) === "generic_type" ? parts(type)[0] : type;
    return outer && /^(?:scoped_)?type_identifier$/.test(outer.type) ? [outer] : [];
  },
  reference(name) {
    const parent = parentOf(name);
    if (!parent) return name;
    switch (kindOf(parent)) {
      case "field_access":
        return field(parent, "field")?.id === name.id ? parent : name;
      case "scoped_type_identifier":
        return parts(parent).at(-1)?.id === name.id ? java.reference(parent) : name;
      case "generic_type":
        return parts(parent)[0]?.id === name.id ? parent : name;
      default:
        return name;
    }
  },
};

function declarations(node: Node): Node[] {
  const body = field(node, "body");
  return (body ? parts(body) : []).flatMap((item) =>
    kindOf(item) === "enum_body_declarations" ? parts(item) : [item],
  );
}

function member(item: Node, name: string, owner: Node): Binding[] {
  switch (kindOf(item)) {
    case "field_declaration":
    case "constant_declaration":
      return parts(item).flatMap((declarator) => {
        const target = field(declarator, "name");
        const found =
          kindOf(declarator) === "variable_declarator" && target?.text === name ? binding(target) : undefined;
        return found ?? [];
      });
    default: {
      const target = field(item, "name");
      const found = target?.text === name ? binding(target) : undefined;
      return found ? [define(found.source, found.node, owner, item)] : [];
    }
  }
}

/** `name = value` in a method, where `name` is a field. */
function bareAssignment(name: Node, owner: Node): Binding | undefined {
  const statement = parentOf(name);
  if (!statement || kindOf(statement) !== "assignment_expression" || field(statement, "left")?.id !== name.id)
    return undefined;
  const found = binding(name);
  return found?.scope.id === owner.id ? found : undefined;
}
