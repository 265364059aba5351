import type { Node } from "@vscode/tree-sitter-wasm";
import type { Expression } from "./expression.ts";
import { parts } from "./source.ts";

/** Node kinds of the JavaScript and TypeScript grammars that this file reads. */
export const javascriptTextKinds = [
  "string",
  "template_string",
  "string_fragment",
  "escape_sequence",
  "template_substitution",
] as const;

const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r" };

/** The parts of a quoted text or of a template literal. */
export function javascriptText(node: Node): Expression {
  const found = parts(node).flatMap((part): (string | Node)[] => {
    if (part.type === "string_fragment") return [part.text];
    if (part.type === "escape_sequence") return [unescape(part.text)];
    return parts(part).slice(0, 1);
  });
  const isPlain = found.every((part) => typeof part === "string");
  return { kind: "text", parts: isPlain ? [found.join("")] : found, plain: isPlain };
}

function unescape(sequence: string): string {
  const code = /^\\(?:x|u)\{?([0-9a-f]+)\}?$/i.exec(sequence)?.[1];
  if (code !== undefined) return String.fromCodePoint(Math.min(parseInt(code, 16), 0x10ffff));
  const letter = sequence.slice(1);
  return escapes[letter] ?? letter;
}
