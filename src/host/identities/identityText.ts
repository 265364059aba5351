import { applyEdits, modify } from "jsonc-parser";
import type { JSONPath } from "jsonc-parser";
import type { Identity } from "../../core/identity/identity.ts";

/**
 * The text of `pwaf.json` with this identity in it; comments, order and other settings stay.
 * @param versionFrom name of the manifest that keeps the version, so that a release bumps it in one place
 */
export function writeIdentity(text: string, identity: Identity, versionFrom: string | undefined): string {
  const values: [JSONPath, unknown][] = [
    [["isv"], identity.isv],
    [["product"], identity.product],
    [["version"], versionFrom === undefined ? identity.version : { from: versionFrom }],
  ];
  let result = text.trim() === "" ? "{}\n" : text;
  for (const [path, value] of values) {
    result = applyEdits(result, modify(result, path, value, { formattingOptions: { tabSize: 2, insertSpaces: true } }));
  }
  return result;
}
