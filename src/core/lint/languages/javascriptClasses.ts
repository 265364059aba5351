import type { Node } from "@vscode/tree-sitter-wasm";
import type { Binding } from "./expression.ts";
import { define } from "./javascriptBindings.ts";
import { plainText } from "./javascriptExpressions.ts";
import { results } from "./javascriptFunctions.ts";
import { kindOf } from "./javascriptKinds.ts";
import { parameters } from "./javascriptParameters.ts";
import { field, parts } from "./source.ts";

export function members(node: Node, name: string): readonly Binding[] {
  const body = field(node, "body");
  if (!body) return [];
  return parts(body).flatMap((item): Binding[] => {
    const key = field(item, "name") ?? field(item, "property");
    const matches = key !== undefined && (kindOf(key) === "string" ? plainText(key) : key.text) === name;
    switch (kindOf(item)) {
      case "method_definition":
        if (matches && item.children.some((child) => child?.type === "get")) {
          return results(item)
            .slice(0, 1)
            .map((value) => define({ kind: "value", value, path: [] }, key, node, item));
        }
        if (matches) return [define({ kind: "function", node: item }, key, node, item)];
        return key?.text === "constructor" ? parameterProperties(item, node, name) : [];
      case "public_field_definition":
      case "field_definition": {
        if (!matches) return [];
        const [value, type] = [field(item, "value"), field(item, "type")];
        return [
          define(
            value ? { kind: "value", value, path: [] } : { kind: "declared", ...(type ? { type } : {}) },
            key,
            node,
            item,
          ),
        ];
      }
      case "enum_assignment": {
        const value = field(item, "value");
        return matches && value ? [define({ kind: "value", value, path: [] }, key, node, item)] : [];
      }
      default:
        return [];
    }
  });
}

/** TypeScript's `constructor(private readonly client: DBSQLClient)` declares a member. */
function parameterProperties(constructor: Node, owner: Node, name: string): Binding[] {
  return parameters(constructor).flatMap((parameter) => {
    const item = parameter.pattern.parent;
    const declares =
      item &&
      item.children.some(
        (child) => child !== null && /^(?:accessibility_modifier|override_modifier|readonly)$/.test(child.type),
      );
    if (!declares || parameter.name !== name) return [];
    return [
      {
        source: { kind: "parameter", parameter, path: [] },
        scope: owner,
        node: parameter.pattern,
        from: item.endIndex,
        block: owner,
      },
    ];
  });
}
