import type { TextEdit } from "../base/text.ts";
import { lineBreakOf } from "../base/text.ts";

/**
 * Edits that import a Go package beside another one and run a statement at start-up, in a new `init` behind the imports.
 *
 * @param beside import path that the file has
 * @returns undefined where the imports are written in some other way than one statement or one group
 */
export function insertInit(
  text: string,
  { beside, path, statement }: { readonly beside: string; readonly path: string; readonly statement: string },
): TextEdit[] | undefined {
  const eol = lineBreakOf(text);
  const quoted = beside.replaceAll(".", "\\.").replaceAll("/", "\\/");
  const init = `${eol}${eol}func init() {${eol}\t${statement}${eol}}`;
  const group = new RegExp(`^import \\([^)]*?^([ \\t]*)(?:\\w+ )?"${quoted}"[^\\n\\r]*$[^)]*^\\)`, "m").exec(text);
  if (group) {
    const line = new RegExp(`"${quoted}"[^\\n\\r]*$`, "m").exec(group[0]);
    if (!line) return undefined;
    const [at, end] = [group.index + line.index + line[0].length, group.index + group[0].length];
    return [
      ...(text.includes(`"${path}"`) ? [] : [{ start: at, end: at, text: `${eol}${group[1] ?? ""}"${path}"` }]),
      { start: end, end, text: init },
    ];
  }
  const single = new RegExp(`^import (?:\\w+ )?"${quoted}"[^\\n\\r]*$`, "m").exec(text);
  if (!single) return undefined;
  const end = single.index + single[0].length;
  return [{ start: end, end, text: `${eol}import "${path}"${init}` }];
}
