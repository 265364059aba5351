import { readFile } from "node:fs/promises";
import { errorText, PwafError } from "../../core/base/errors.ts";
import type { CheckedFile } from "./report/result.ts";
import { writeTextFile } from "./textFile.ts";

export const defaultBaseline = "pwaf-baseline.json";

/** Known problems: path → rule and line text → how often. Line numbers would change with every edit above. */
type Known = Readonly<Record<string, Readonly<Record<string, number>>>>;

export async function writeBaseline(file: string, files: readonly CheckedFile[]): Promise<void> {
  const known = Object.fromEntries(
    files.filter(({ findings }) => findings.length > 0).map((checked) => [checked.path, counts(checked)]),
  );
  await writeTextFile(file, `${JSON.stringify({ version: 1, known }, null, 2)}\n`);
}

/** @throws PwafError `config` when the file is missing or is no baseline. */
export async function readBaseline(file: string, asGiven: string): Promise<Known> {
  try {
    const content = JSON.parse(await readFile(file, "utf8")) as { version?: unknown; known?: Known } | null;
    if (content?.version === 1 && typeof content.known === "object") return content.known;
  } catch (cause) {
    throw new PwafError("config", `Could not read the baseline ${asGiven}: ${errorText(cause)}`, {
      cause,
      hint: "`--write-baseline` makes one.",
    });
  }
  throw new PwafError("config", `${asGiven} is no baseline of pwaf.`, { hint: "`--write-baseline` makes one." });
}

/** The file without the problems that the baseline knows. */
export function withoutKnown(checked: CheckedFile, known: Known): CheckedFile {
  const left = { ...known[checked.path] };
  const findings = checked.findings.filter((finding) => {
    const key = fingerprint(checked, finding);
    const count = left[key] ?? 0;
    left[key] = count - 1;
    return count <= 0;
  });
  return { ...checked, findings };
}

function counts(checked: CheckedFile): Record<string, number> {
  const found: Record<string, number> = {};
  for (const finding of checked.findings) {
    const key = fingerprint(checked, finding);
    found[key] = (found[key] ?? 0) + 1;
  }
  return found;
}

export function fingerprint(
  { text, lines }: CheckedFile,
  { rule, start }: { readonly rule: string; readonly start: number },
): string {
  const { line } = lines.positionAt(start);
  const from = lines.lineStart(line);
  const end = line + 1 < lines.lineCount ? lines.lineStart(line + 1) : text.length;
  return `${rule}: ${text.slice(from, end).trim()}`;
}
