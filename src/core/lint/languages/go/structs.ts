import type { Node } from "@vscode/tree-sitter-wasm";
import type { Binding } from "../expression.ts";
import { ancestor, descendants, field, parentOf, parts } from "../source.ts";
import { assignedValue, define } from "./bindings.ts";
import { parameters } from "./functions.ts";
import { functions, kindOf } from "./kinds.ts";

/** The struct of this file whose method a function is. */
export function classOf(node: Node): Node | undefined {
  const receiver = field(node, "receiver");
  const [declaration] = receiver ? parts(receiver) : [];
  const type = declaration && field(declaration, "type");
  return type && structNamed(type);
}

/** A type of this file behind `T`, `*T` or `T[K]`. */
function structNamed(type: Node): Node | undefined {
  const name = /^\*?(\w+)(?:\[|$)/.exec(type.text)?.[1];
  const specs = name === undefined ? [] : descendants(type.tree.rootNode, "type_spec");
  return specs.find((spec) => field(spec, "name")?.text === name);
}

/** Fields of a struct, and the methods that stand beside it. */
export function members(node: Node, name: string): readonly Binding[] {
  const own = fields(node).flatMap((item): Binding[] => {
    const key = item.childrenForFieldName("name").find((candidate) => candidate?.text === name);
    const type = field(item, "type");
    return key ? [define({ kind: "declared", ...(type ? { type } : {}) }, key, node, item)] : [];
  });
  const methods = parts(node.tree.rootNode).flatMap((item): Binding[] => {
    const key = kindOf(item) === "method_declaration" ? field(item, "name") : undefined;
    return key?.text === name && classOf(item)?.id === node.id
      ? [define({ kind: "function", node: item }, key, node, item)]
      : [];
  });
  return [...own, ...methods];
}

/** Embedded types: their fields and methods count as the struct's own. */
export function superclasses(node: Node): readonly Node[] {
  return fields(node).flatMap((item) => (field(item, "name") ? [] : (field(item, "type") ?? [])));
}

function fields(node: Node): Node[] {
  const type = field(node, "type");
  const [list] = type && kindOf(type) === "struct_type" ? parts(type) : [];
  return list ? parts(list).filter((item) => kindOf(item) === "field_declaration") : [];
}

/** `c.name = value` where `c` is of a struct of this file, and `name: value` in a literal of one. */
export function selfAssignment(name: Node): { class: Node; binding: Binding } | undefined {
  const holder = parentOf(name);
  if (!holder) return undefined;
  if (kindOf(holder) === "literal_element") return inLiteral(name, holder);
  if (kindOf(holder) !== "selector_expression" || field(holder, "field")?.id !== name.id) return undefined;
  const assigned = assignedValue(holder);
  const owner = field(holder, "operand");
  const struct = assigned && owner && kindOf(owner) === "identifier" ? structOf(owner) : undefined;
  return struct && assigned
    ? {
        class: struct,
        binding: define({ kind: "value", value: assigned.value, path: [] }, name, struct, assigned.statement),
      }
    : undefined;
}

function inLiteral(name: Node, element: Node): { class: Node; binding: Binding } | undefined {
  const pair = parentOf(element);
  if (!pair || kindOf(pair) !== "keyed_element" || field(pair, "key")?.id !== element.id) return undefined;
  const literal = pair.parent?.parent;
  const type = literal && kindOf(literal) === "composite_literal" ? field(literal, "type") : undefined;
  const value = field(pair, "value");
  const struct = type && kindOf(type) === "type_identifier" ? structNamed(type) : undefined;
  return struct && value
    ? { class: struct, binding: define({ kind: "value", value, path: [] }, name, struct, pair) }
    : undefined;
}

/** The struct of a receiver, a parameter, or a variable that is made in the same function. */
function structOf(owner: Node): Node | undefined {
  for (let around = ancestor(owner, functions); around; around = ancestor(around, functions)) {
    const parameter = parameters(around).find(({ name }) => name === owner.text);
    if (parameter) return parameter.position < 0 ? classOf(around) : parameter.type && structNamed(parameter.type);
    const made = descendants(around, "short_var_declaration").find((item) => isNewObject(item, owner.text));
    const [literal] = made ? descendants(made, "composite_literal") : [];
    const type = literal && field(literal, "type");
    if (type) return structNamed(type);
  }
  return undefined;
}

/** `name := T{…}` or `name := &T{…}` */
function isNewObject(declaration: Node, name: string): boolean {
  const [left, right] = [field(declaration, "left"), field(declaration, "right")];
  return left?.text === name && right !== undefined && /^&?\s*\w+\{/.test(right.text);
}
