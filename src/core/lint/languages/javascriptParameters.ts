import type { Node } from "@vscode/tree-sitter-wasm";
import type { Binding, BindingSource, Parameter } from "./expression.ts";
import { functions, kindOf } from "./javascriptKinds.ts";
import { ancestor, field, parts } from "./source.ts";

export function parameters(node: Node): readonly (Parameter & { readonly pattern: Node })[] {
  const single = field(node, "parameter");
  if (single) return [{ function: node, name: single.text, position: 0, pattern: single }];
  const list = field(node, "parameters");
  return (list ? parts(list) : []).map((item, position) => {
    const outer = field(item, "pattern") ?? item;
    const assigned = kindOf(outer) === "assignment_pattern" ? outer : undefined;
    const pattern = (assigned && field(assigned, "left")) ?? outer;
    const fallback = assigned ? field(assigned, "right") : field(item, "value");
    const type = field(item, "type");
    const rest = kindOf(pattern) === "rest_pattern";
    return {
      function: node,
      name: rest ? (parts(pattern)[0]?.text ?? "") : pattern.text,
      position,
      pattern,
      ...(fallback ? { fallback } : {}),
      ...(type ? { type } : {}),
      ...(rest ? { rest: "positional" as const } : {}),
    };
  });
}

export function parameterBinding(
  name: Node,
  pattern: Node,
  path: readonly string[],
  fallback?: Node,
): Binding | undefined {
  const owner = ancestor(name, functions);
  const parameter =
    owner &&
    parameters(owner).find(
      (candidate) =>
        candidate.pattern.startIndex <= pattern.startIndex && pattern.endIndex <= candidate.pattern.endIndex,
    );
  if (!parameter) return undefined;
  const source: BindingSource = { kind: "parameter", parameter, path, ...(fallback ? { fallback } : {}) };
  return { source, scope: owner, node: name, from: name.endIndex, block: owner };
}
