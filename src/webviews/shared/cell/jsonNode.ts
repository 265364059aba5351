/** JSON as it was written: numbers keep their digits, and a name may come twice. */
export type JsonNode =
  | { readonly kind: "object" | "array"; readonly entries: readonly JsonEntry[] }
  | { readonly kind: "string" | "number" | "word"; readonly text: string };

export interface JsonEntry {
  /** Name in an object, index in an array. */
  readonly key: string;
  readonly value: JsonNode;
}

const token = /\s*(?:("(?:[^"\\]|\\.)*")|([[\]{},:])|([^\s[\]{},:"]+))/y;

/** The parts of a text that is a JSON object or array; undefined for any other text. */
export function parseJson(text: string): JsonNode | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    JSON.parse(text);
    // Known to be right from here on; nested deeper than the stack it is left as text.
    token.lastIndex = 0;
    return readValue(text, nextToken(text));
  } catch {
    return undefined;
  }
}

function nextToken(text: string): string {
  return token.exec(text)?.[0].trim() ?? "";
}

function readValue(text: string, first: string): JsonNode {
  if (first === "{" || first === "[") return readEntries(text, first === "{" ? "object" : "array");
  if (first.startsWith('"')) return { kind: "string", text: JSON.parse(first) as string };
  return { kind: /^[-\d]/.test(first) ? "number" : "word", text: first };
}

function readEntries(text: string, kind: "object" | "array"): JsonNode {
  const entries: JsonEntry[] = [];
  for (let next = nextToken(text); next !== "}" && next !== "]" && next !== ""; next = nextToken(text)) {
    if (next === ",") continue;
    if (kind === "array") {
      entries.push({ key: String(entries.length), value: readValue(text, next) });
      continue;
    }
    nextToken(text); // the colon
    entries.push({ key: JSON.parse(next) as string, value: readValue(text, nextToken(text)) });
  }
  return { kind, entries };
}
