import type { TextRange } from "../../../base/text.ts";

/**
 * A text of the same length in which only some ranges are left, so that offsets in its tree are offsets in the file. GitHub's
 * `${{ secrets.X }}` stands as a variable of the same length, since the shell's grammar knows nothing of it.
 */
export function onlyRanges(text: string, ranges: readonly TextRange[]): string {
  let kept = "";
  let at = 0;
  for (const { start, end } of ranges) {
    kept += blank(text.slice(at, start)) + masked(text.slice(start, end));
    at = end;
  }
  return kept + blank(text.slice(at));
}

/** The shell code of a Dockerfile's `RUN` lines, with their continuation lines. The JSON form runs no shell. */
export function dockerfileScripts(text: string): TextRange[] {
  return [...text.matchAll(/^[ \t]*RUN[ \t]+(?:--\S+[ \t]+)*(?!\[)(?<code>(?:[^\n]*\\\r?\n)*[^\n]*)$/gim)].map(
    (match) => {
      const code = match.groups?.["code"] ?? "";
      const end = match.index + match[0].length;
      return { start: end - code.length, end };
    },
  );
}

/** The shell code of `run:` (GitHub) and `script:` or `- bash:` (Azure) in a workflow: one line, or a block of deeper lines. */
export function workflowScripts(text: string): TextRange[] {
  const found: TextRange[] = [];
  for (const match of text.matchAll(/^(?<indent>[ \t]*(?:- )?)(?:run|bash|script):[ \t]*(?<rest>[^\n]*)$/gm)) {
    const rest = (match.groups?.["rest"] ?? "").trimEnd();
    const end = match.index + match[0].length;
    if (!/^[|>][-+\d]*$/.test(rest)) {
      if (rest !== "" && !/^["'[{&*]/.test(rest))
        found.push({ start: end - (match.groups?.["rest"] ?? "").length, end });
      continue;
    }
    const depth = (match.groups?.["indent"] ?? "").length;
    const block =
      new RegExp(`^(?:\\n(?:[ \\t]{${depth + 1},}[^\\n]*|[ \\t]*\\r?(?=\\n)))*`).exec(text.slice(end))?.[0] ?? "";
    if (block !== "") found.push({ start: end, end: end + block.length });
  }
  return found;
}

function blank(text: string): string {
  return text.replaceAll(/[^\n\r]/g, " ");
}

function masked(text: string): string {
  return text.replaceAll(/\$\{\{(.*?)\}\}/g, (whole: string, inner: string) => {
    const name = inner.replaceAll(/\W/g, "_");
    return `\${${`${name}${"_".repeat(whole.length)}`.slice(0, whole.length - 3)}}`;
  });
}
