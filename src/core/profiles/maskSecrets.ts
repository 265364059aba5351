import { redact } from "../base/redact.ts";
import { allSections, linesOf } from "./databrickscfg.ts";
import { secretKeys } from "./profile.ts";

/** A field with a secret wherever it stands: commented out and below a broken header too. */
const secretLine = new RegExp(`^([ \\t#;]*(?:${secretKeys.join("|")})[ \\t]*[=:][ \\t]*)(.*?)[ \\t]*$`, "i");

/**
 * Versions of a configuration file for the screen: secrets become dots. A value keeps its dots in every version, and
 * different values get different ones, so that a change of a secret can be seen as a change.
 */
export function maskSecrets(...versions: readonly string[]): string[] {
  const masks = new Map<string, string>();
  return versions.map((text) => mask(text, masks));
}

function mask(text: string, masks: Map<string, string>): string {
  const entries = new Map(allSections(text).flatMap((section) => section.entries.map((entry) => [entry.line, entry])));
  let masked = "";
  let done = 0;
  for (const { number, start, end } of linesOf(text)) {
    const [, before = "", rest = ""] = secretLine.exec(text.slice(start, end)) ?? [];
    if (rest === "") continue;
    // Of a field that is read, an inline comment is no part of the value.
    const entry = entries.get(number);
    const from = entry?.valueStart ?? start + before.length;
    const to = entry?.valueEnd ?? from + rest.length;
    if (to === from) continue;
    masked += redact(text.slice(done, from)) + maskOf(text.slice(from, to), masks);
    done = to;
  }
  return masked + redact(text.slice(done));
}

function maskOf(value: string, masks: Map<string, string>): string {
  const dots = masks.get(value) ?? (masks.size === 0 ? "••••••••" : `•••••••• (secret ${masks.size + 1})`);
  masks.set(value, dots);
  return dots;
}
