import type { Node } from "@vscode/tree-sitter-wasm";
import type { Binding, Parameter } from "./expression.ts";
import { functions, kindOf, scopes } from "./pythonKinds.ts";
import { oncePerNode } from "./remembered.ts";
import { ancestor, field, parentOf, parts } from "./source.ts";

/** Read once, as each name in the list asks for all of them. */
export const parameters = oncePerNode((node): readonly Parameter[] => {
  const list = field(node, "parameters");
  const found: Parameter[] = [];
  let position = classOf(node) && !isStatic(node) ? -1 : 0;
  let namedOnly = false;
  for (const item of list ? parts(list) : []) {
    const kind = kindOf(item);
    if (kind === "keyword_separator") namedOnly = true;
    if (kind === "keyword_separator" || kind === "positional_separator") continue;
    const inner = kind === "typed_parameter" ? parts(item)[0] : item;
    const splat = inner && kindOf(inner);
    const rest =
      splat === "list_splat_pattern" ? "positional" : splat === "dictionary_splat_pattern" ? "named" : undefined;
    const name = rest && inner ? parts(inner)[0] : (field(item, "name") ?? inner);
    const [fallback, type] = [field(item, "value"), field(item, "type")];
    if (!name) continue;
    found.push({
      function: node,
      name: name.text,
      position: rest === "named" || namedOnly ? -1 : position,
      ...(fallback ? { fallback } : {}),
      ...(type ? { type } : {}),
      ...(rest ? { rest } : {}),
    });
    if (rest) namedOnly = true;
    position++;
  }
  return found;
});

export function parameterBinding(name: Node): Binding | undefined {
  const owner = ancestor(name, functions);
  const parameter = owner && parameters(owner).find((candidate) => candidate.name === name.text);
  if (!parameter || !inParameters(name, owner)) return undefined;
  return {
    source: { kind: "parameter", parameter, path: [] },
    scope: owner,
    node: name,
    from: name.endIndex,
    block: owner,
  };
}

function inParameters(name: Node, owner: Node): boolean {
  const list = field(owner, "parameters");
  if (!list || name.startIndex < list.startIndex || name.endIndex > list.endIndex) return false;
  const parent = parentOf(name);
  if (!parent || parent.id === list.id) return true;
  return (field(parent, "name") ?? parts(parent)[0])?.id === name.id;
}

export function decorators(node: Node): string[] {
  const parent = parentOf(node);
  return parent?.type === "decorated_definition"
    ? parts(parent)
        .slice(0, -1)
        .map((item) => item.text)
    : [];
}

function isStatic(node: Node): boolean {
  return decorators(node).some((decorator) => decorator === "@staticmethod");
}

export function classOf(node: Node): Node | undefined {
  if (kindOf(node) !== "function_definition") return undefined;
  const outer = ancestor(node, scopes);
  return outer && kindOf(outer) === "class_definition" ? outer : undefined;
}

/** The class that `self` (or `cls`, whatever the first parameter is called) stands for. */
export function selfClass(node: Node, name: string): Node | undefined {
  for (let owner = ancestor(node, functions); owner; owner = ancestor(owner, functions)) {
    const [first] = parameters(owner);
    if (first?.name === name)
      return first.position === -1 && first.rest === undefined && !isStatic(owner) ? classOf(owner) : undefined;
  }
  return undefined;
}
