import type { Node } from "@vscode/tree-sitter-wasm";
import type { Expression } from "../expression.ts";

const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", a: "\x07", b: "\b", f: "\f", v: "\v" };

/** A Go text: between quotes with escapes, or raw between backquotes. */
export function goText(node: Node): Expression {
  const inner = node.text.slice(1, -1);
  const text =
    node.type === "raw_string_literal" || !inner.includes("\\")
      ? inner
      : inner.replace(
          /\\(?:x([\da-f]{2})|u([\da-f]{4})|U([\da-f]{8})|([0-7]{3})|([^]))/gi,
          (_whole, x?: string, u?: string, long?: string, octal?: string, other?: string) => {
            if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8));
            const code = x ?? u ?? long;
            return code === undefined
              ? (escapes[other ?? ""] ?? other ?? "")
              : String.fromCodePoint(Math.min(parseInt(code, 16), 0x10ffff));
          },
        );
  return { kind: "text", parts: [text], plain: true };
}
