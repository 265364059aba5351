import type { Node } from "@vscode/tree-sitter-wasm";
import type { Binding } from "../expression.ts";
import { ancestor, field, parentOf, parts } from "../source.ts";
import { assignedTo, declared, define } from "./bindings.ts";
import { classes, functions, kindOf } from "./kinds.ts";
import { classOfMember, membersNamed } from "./names.ts";

export function members(node: Node, name: string): readonly Binding[] {
  return membersNamed(node, name).flatMap(({ name: own, declaration }): Binding[] => {
    switch (kindOf(declaration)) {
      case "variable_declarator":
        return [define(declared(declaration), own, node, declaration)];
      case "property_declaration":
        return property(declaration, own, node);
      case "method_declaration":
        return [define({ kind: "function", node: declaration }, own, node, declaration)];
      default:
        return [];
    }
  });
}

/** `Name { get; } = value`, `Name => value`, `Name { get { return value; } }`. */
function property(node: Node, name: Node, owner: Node): Binding[] {
  const value = field(node, "value");
  if (value) return [define({ kind: "value", value, path: [] }, name, owner, node)];
  const accessors = field(node, "accessors");
  const getter = (accessors ? parts(accessors) : []).find((accessor) => /^get\b/.test(accessor.text));
  const given = getter ? results(getter) : [];
  if (given.length === 0) return [define(declared(node), name, owner, node)];
  return given.map((result) => define({ kind: "value", value: result, path: [] }, name, owner, node));
}

/** Assignments to a member from within its class: `_name = value`, `this.Name = value`. */
export function selfAssignment(name: Node): { class: Node; binding: Binding } | undefined {
  const member = parentOf(name);
  if (!member) return undefined;
  const isOfThis = kindOf(member) === "member_access_expression" && field(member, "expression")?.type === "this";
  const target = isOfThis ? member : name;
  const statement = parentOf(target);
  const value = statement ? assignedTo(target, statement) : undefined;
  const owner = value && (isOfThis ? ancestor(name, classes) : classOfMember(name));
  if (!statement || !owner) return undefined;
  return { class: owner, binding: define({ kind: "value", value, path: [] }, name, owner, statement) };
}

export function classOf(node: Node): Node | undefined {
  if (classes.has(node.type)) return node;
  const body = parentOf(node);
  const owner = body && kindOf(body) === "declaration_list" ? body.parent : undefined;
  return owner && classes.has(owner.type) ? owner : undefined;
}

/** What a class is derived from; arguments to it and interfaces of other files do no harm. */
export function superclasses(node: Node): readonly Node[] {
  const list = parts(node).find((part) => kindOf(part) === "base_list");
  return list ? parts(list).filter((part) => kindOf(part) !== "argument_list") : [];
}

export function results(node: Node): readonly Node[] {
  const body = field(node, "body") ?? parts(node).find((part) => kindOf(part) === "arrow_expression_clause");
  if (!body) return [];
  if (kindOf(body) === "arrow_expression_clause") return parts(body).slice(0, 1);
  if (kindOf(body) !== "block") return [body];
  return body.descendantsOfType("return_statement").flatMap((statement) => {
    if (!statement || ancestor(statement, functions)?.id !== node.id) return [];
    return parts(statement).slice(0, 1);
  });
}

/** A class stands for its primary constructor. */
export function functionName(node: Node): { name: string; isConstructor: boolean } | undefined {
  const own = field(node, "name");
  if (own)
    return { name: own.text, isConstructor: classes.has(node.type) || kindOf(node) === "constructor_declaration" };
  const holder = parentOf(node);
  const name = holder && kindOf(holder) === "variable_declarator" ? field(holder, "name") : undefined;
  return name && { name: name.text, isConstructor: false };
}
