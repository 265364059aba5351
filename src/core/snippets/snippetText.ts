import type { Snippet } from "./snippet.ts";

/** What the project already knows; whatever is absent stays a placeholder for the user. */
export interface SnippetValues {
  /** `<isv>_<product>/<version>` */
  readonly userAgent?: string | undefined;
  /** Origin or bare name of the workspace. */
  readonly host?: string | undefined;
  readonly warehouseId?: string | undefined;
}

/** The placeholders that our snippet files use for what differs between projects. */
const placeholders = {
  userAgent: "<isv>_<product>/<version>",
  host: "<workspace host>",
  warehouseId: "<warehouse id>",
} as const satisfies Record<keyof SnippetValues, string>;

/** Snippet text with the known values in place of their placeholders; the rest stay tab stops. */
export function fillSnippet(snippet: Pick<Snippet, "body">, values: SnippetValues): string {
  let text = snippet.body.join("\n");
  for (const name of ["userAgent", "host", "warehouseId"] as const) {
    const value = values[name];
    if (value === undefined) continue;
    const tabStop = new RegExp(`\\$\\{\\d+:${escapeRegExp(placeholders[name])}\\}`, "g");
    text = text.replace(tabStop, () => escapeSnippet(value));
  }
  return text;
}

/** What the editor makes of a snippet when nobody changes its tab stops: each placeholder's own text. */
export function plainText(snippet: string): string {
  return snippet
    .replace(/(?<!\\)\$\{\d+:((?:[^\\}]|\\.)*)\}/g, "$1")
    .replace(/(?<!\\)\$(?:\d+|\{\d+\})/g, "")
    .replace(/\\([\\$}])/g, "$1");
}

/** Snippet syntax gives `$`, `}` and `\` a meaning; a value must not. */
function escapeSnippet(value: string): string {
  return value.replace(/[\\$}]/g, "\\$&");
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
