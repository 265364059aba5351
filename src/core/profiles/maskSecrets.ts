import type { TextEdit } from "../base/text.ts";
import { applyEdits } from "../base/text.ts";
import type { CfgSection } from "./databrickscfg.ts";
import { allSections } from "./databrickscfg.ts";
import { isSecretKey } from "./fields.ts";

/**
 * Versions of a configuration file for the screen: secrets become dots. A value keeps its dots in every version, and
 * different values get different ones, so that a change of a secret can be seen as a change.
 */
export function maskSecrets(...versions: readonly string[]): string[] {
  const masks = new Map<string, string>();
  return versions.map((text) => {
    const edits = allSections(text).flatMap((section) => maskEdits(section, masks));
    return applyEdits(text, edits);
  });
}

function maskEdits({ entries }: CfgSection, masks: Map<string, string>): TextEdit[] {
  return entries
    .filter(({ key, value }) => value !== "" && isSecretKey(key))
    .map(({ value, valueStart: start, valueEnd: end }) => {
      const mask = masks.get(value) ?? (masks.size === 0 ? "••••••••" : `•••••••• (secret ${masks.size + 1})`);
      masks.set(value, mask);
      return { start, end, text: mask };
    });
}
