import type { Node } from "@vscode/tree-sitter-wasm";
import type { Grammar } from "./expression.ts";
import { binding, define, lastValue } from "./pythonBindings.ts";
import { expression } from "./pythonExpressions.ts";
import { blocks, functions, kindOf, runs, scopes } from "./pythonKinds.ts";
import type { Kind } from "./pythonKinds.ts";
import { mutation } from "./pythonMutations.ts";
import { classOf, decorators, parameters, selfClass } from "./pythonParameters.ts";
import { pythonStatements } from "./pythonStatements.ts";
import { ancestor, field, parentOf, parts } from "./source.ts";

/** Annotations that say how a type is held, not which it is. */
const wrappers =
  /^(?:(?:typing|t)\.)?(?:Optional|Union|Annotated|Final|ClassVar|Type|type|Iterator|Generator|AsyncIterator)$/;

export const python: Grammar = {
  nameKinds: new Set<string>(["identifier"] satisfies Kind[]),
  statements: { starts: pythonStatements, always: /databricks|pwaf-ignore|\bimport\s*\*/g },
  declarator: /(?:def|class)\s+$|^\s*import\b/,
  operand: /[{.=+\-/%<>&|^~]\s*$/,
  expression,
  binding,
  scopeAround: (node) => ancestor(node, scopes),
  isVisible: (scope, inner) => kindOf(scope) !== "class_definition" || inner.id === scope.id,
  blockAround: (node) => ancestor(node, blocks),
  functionAround: (node) => ancestor(node, runs) ?? node,
  parameters,
  results(node) {
    if (kindOf(node) === "lambda") return [field(node, "body")].filter((body) => body !== undefined);
    return node.descendantsOfType("return_statement" satisfies Kind).flatMap((statement) => {
      if (!statement || ancestor(statement, functions)?.id !== node.id) return [];
      return parts(statement).slice(0, 1);
    });
  },
  functionName(node) {
    const name = field(node, "name")?.text;
    return name === undefined ? undefined : { name, isConstructor: name === "__init__" };
  },
  classOf,
  superclasses(node) {
    const list = field(node, "superclasses");
    return list ? parts(list).filter((item) => kindOf(item) !== "keyword_argument") : [];
  },
  members(node, name) {
    const body = field(node, "body");
    if (!body) return [];
    return parts(body).flatMap((statement) => {
      const inner =
        statement.type === "expression_statement" || statement.type === "decorated_definition"
          ? parts(statement).at(-1)
          : statement;
      const target = inner && (field(inner, "name") ?? field(inner, "left"));
      if (!target || target.text !== name || kindOf(target) !== "identifier") return [];
      const isProperty = decorators(inner).some((decorator) => /^@(?:\w+\.)?(?:cached_)?property$/.test(decorator));
      if (isProperty)
        return python.results(inner).map((value) => define({ kind: "value", value, path: [] }, target, node, inner));
      return binding(target) ?? [];
    });
  },
  selfAssignment(name) {
    const member = parentOf(name);
    if (!member || kindOf(member) !== "attribute" || field(member, "attribute")?.id !== name.id) return undefined;
    const statement = parentOf(member);
    if (!statement || kindOf(statement) !== "assignment" || field(statement, "left")?.id !== member.id)
      return undefined;
    const owner = field(member, "object");
    const self = owner && expression(owner);
    const owningClass = owner && self?.kind === "name" ? selfClass(owner, self.name) : undefined;
    const value = field(statement, "right");
    if (!owningClass || !value) return undefined;
    return {
      class: owningClass,
      binding: define({ kind: "value", value: lastValue(value), path: [] }, name, owningClass, statement),
    };
  },
  mutation,
  starImports(root) {
    return root.descendantsOfType("wildcard_import" satisfies Kind).flatMap((star) => {
      const module = star?.parent && field(star.parent, "module_name");
      return module ? [module.text] : [];
    });
  },
  typeNames: (type) =>
    type
      .descendantsOfType(["identifier", "attribute"] satisfies Kind[])
      .filter((node): node is Node => node !== null && node.parent?.type !== "attribute" && !wrappers.test(node.text)),
  reference(name) {
    const parent = parentOf(name);
    return parent && kindOf(parent) === "attribute" && field(parent, "attribute")?.id === name.id ? parent : name;
  },
};
