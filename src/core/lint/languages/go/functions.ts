import type { Node } from "@vscode/tree-sitter-wasm";
import type { Parameter } from "../expression.ts";
import { ancestor, field, parentOf, parts } from "../source.ts";
import { functions, kindOf } from "./kinds.ts";

/** The receiver, at position -1, and then the parameters. One declaration may hold several names: `host, path string`. */
export function parameters(node: Node): readonly (Parameter & { readonly node: Node })[] {
  const [receiver, list] = [field(node, "receiver"), field(node, "parameters")];
  const own = list ? parts(list).flatMap((item) => declared(item)) : [];
  const found = own.map(({ name, type, isRest }, position) => ({
    function: node,
    name: name.text,
    node: name,
    position,
    ...(type ? { type } : {}),
    ...(isRest ? { rest: "positional" as const } : {}),
  }));
  const [self] = receiver ? parts(receiver).flatMap(declared) : [];
  return self ? [{ function: node, name: self.name.text, node: self.name, position: -1 }, ...found] : found;
}

function declared(item: Node): { readonly name: Node; readonly type: Node | undefined; readonly isRest: boolean }[] {
  const names = item.childrenForFieldName("name").filter((name) => name !== null);
  const isRest = kindOf(item) === "variadic_parameter_declaration";
  return names.map((name) => ({ name, type: field(item, "type"), isRest }));
}

/** The first value of each `return`, without those that hand back nothing beside an error. */
export function results(node: Node): readonly Node[] {
  const body = field(node, "body");
  if (!body) return [];
  return body.descendantsOfType("return_statement").flatMap((statement) => {
    if (!statement || ancestor(statement, functions)?.id !== node.id) return [];
    const [list] = parts(statement);
    const values = list ? parts(list) : [];
    const [first, ...others] = values;
    const last = others.at(-1);
    const isFailure =
      last !== undefined && kindOf(last) !== "nil" && first && /^(?:nil|""|\w*\.?\w+\{\})$/.test(first.text);
    return first && !isFailure ? [first] : [];
  });
}

export function functionName(node: Node): { name: string; isConstructor: boolean } | undefined {
  const own = field(node, "name") ?? variableOf(node);
  return own && { name: own.text, isConstructor: false };
}

/** `connect := func(…) {…}` */
function variableOf(node: Node): Node | undefined {
  const list = parentOf(node);
  const holder = list?.parent;
  if (!list || !holder || kindOf(list) !== "expression_list") return undefined;
  const index = parts(list).findIndex((item) => item.id === node.id);
  if (kindOf(holder) === "var_spec") return field(holder, "name");
  const left = field(holder, "left");
  return left && left.id !== list.id ? parts(left)[index] : undefined;
}
