import type { Node } from "@vscode/tree-sitter-wasm";
import type { Expression } from "../expression.ts";
import { parts } from "../source.ts";

const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", "0": "\0" };

/** A C# text: quoted, verbatim (`@"…"`), raw (`"""…"""`) or interpolated (`$"…{x}…"`). */
export function csharpText(node: Node): Expression {
  const { text } = node;
  switch (node.type) {
    case "verbatim_string_literal":
      return plain(text.replace(/^@"|"(?:u8)?$/gi, "").replaceAll('""', '"'));
    case "raw_string_literal":
      return plain(text.replace(/^"+|"+(?:u8)?$/gi, ""));
    case "interpolated_string_expression":
      return interpolated(node);
    default:
      return plain(unescape(text.slice(1, text.lastIndexOf('"'))));
  }
}

function plain(text: string): Expression {
  return { kind: "text", parts: [text], plain: true };
}

function interpolated(node: Node): Expression {
  const isVerbatim = /^(?:\$@|@\$|\$+""")/.test(node.text);
  const found = parts(node).flatMap((part): (string | Node)[] => {
    if (part.type === "interpolation") return parts(part).filter(isValue).slice(0, 1);
    if (part.type === "escape_sequence") return [unescape(part.text)];
    if (part.type !== "string_content") return [];
    const text = part.text.replaceAll("{{", "{").replaceAll("}}", "}");
    return [isVerbatim ? text.replaceAll('""', '"') : unescape(text)];
  });
  return { kind: "text", parts: found, plain: false };
}

function isValue({ type }: Node): boolean {
  return !/^interpolation_/.test(type);
}

function unescape(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(/\\(?:[xu]([\da-f]{1,4})|([^]))/gi, (_whole, code?: string, other?: string) =>
    code === undefined ? (escapes[other ?? ""] ?? other ?? "") : String.fromCharCode(parseInt(code, 16)),
  );
}
