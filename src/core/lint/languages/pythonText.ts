import type { Node } from "@vscode/tree-sitter-wasm";
import type { Expression } from "./expression.ts";
import { parts } from "./source.ts";

/** Node kinds of tree-sitter-python that this file reads. */
export const pythonTextKinds = [
  "string",
  "concatenated_string",
  "string_start",
  "string_content",
  "interpolation",
  "escape_sequence",
  "format_specifier",
  "type_conversion",
] as const;

/** The parts of a Python text: plain, raw, triple-quoted, f-string, or several side by side. */
export function pythonText(node: Node): Expression {
  if (node.type === "string") return { kind: "text", parts: joined(stringParts(node)), plain: isPlain(node) };
  return { kind: "text", parts: parts(node).flatMap(stringParts), plain: false };
}

function isPlain(node: Node): boolean {
  return !parts(node).some((part) => part.type === "interpolation");
}

function stringParts(node: Node): (string | Node)[] {
  const prefix =
    parts(node)
      .find((part) => part.type === "string_start")
      ?.text.toLowerCase() ?? "";
  if (prefix.startsWith("b")) return [node];
  return parts(node).flatMap((part): (string | Node)[] => {
    if (part.type === "string_content")
      return [prefix.includes("r") ? part.text : unescape(part.text, prefix.includes("f"))];
    if (part.type !== "interpolation") return [];
    const [value] = parts(part);
    return value ? [value] : [part];
  });
}

const escapes: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  "\\": "\\",
  "'": "'",
  '"': '"',
  "\n": "",
};

function unescape(text: string, isTemplate: boolean): string {
  const plain = text.includes("\\")
    ? text.replace(/\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|([^]))/gi, (whole, x?: string, u?: string, other?: string) => {
        const code = x ?? u;
        return code === undefined ? (escapes[other ?? ""] ?? whole) : String.fromCharCode(parseInt(code, 16));
      })
    : text;
  return isTemplate ? plain.replaceAll("{{", "{").replaceAll("}}", "}") : plain;
}

/** One part for a plain text, so that `""` is a text too. */
function joined(found: readonly (string | Node)[]): readonly (string | Node)[] {
  return found.every((part) => typeof part === "string") ? [found.join("")] : found;
}
