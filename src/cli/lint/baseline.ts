import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, relative, resolve, sep } from "node:path";
import { errorText, PwafError } from "../../core/base/errors.ts";
import { fingerprint } from "./fingerprint.ts";
import { isCode } from "./paths.ts";
import type { CheckedFile } from "./report/result.ts";
import { writeTextFile } from "./textFile.ts";

export const defaultBaseline = "pwaf-baseline.json";

/** Path (relative to the baseline, forward slashes) → rule → fingerprint → how often. */
type Known = Record<string, Record<string, Record<string, number>>>;

/** Problems of a file that are known but were not found again. */
export interface StaleEntry {
  readonly path: string;
  readonly rule: string;
  readonly count: number;
}

/** The problems that a project knows and does not want to hear of. */
export class Baseline {
  readonly #folder: string;
  /** What has not been found yet. */
  readonly #left: Known;

  private constructor(folder: string, known: Known) {
    this.#folder = folder;
    this.#left = known;
  }

  /** @throws PwafError `config` when the file is missing or is no baseline. */
  static async read(file: string, asGiven: string): Promise<Baseline> {
    const hint = "`pwaf lint --write-baseline` makes one.";
    let content: unknown;
    try {
      content = JSON.parse(await readFile(file, "utf8"));
    } catch (cause) {
      const message = isCode(cause, "ENOENT")
        ? `There is no baseline ${asGiven}`
        : `Could not read the baseline ${asGiven}: ${errorText(cause)}`;
      throw new PwafError("config", message, { cause, hint });
    }
    if (!isBaseline(content)) throw new PwafError("config", `${asGiven} is no baseline of pwaf.`, { hint });
    return new Baseline(dirname(file), content.known);
  }

  /** The file with the problems that are known set apart. Each entry counts once, however often a file is asked for. */
  apply(checked: CheckedFile): CheckedFile {
    const known = this.#left[this.#name(checked.absolute)];
    const findings = checked.findings.filter((finding) => {
      const counts = known?.[finding.rule];
      const key = fingerprint(checked, finding);
      const count = counts?.[key] ?? 0;
      if (!counts || count === 0) return true;
      counts[key] = count - 1;
      return false;
    });
    const kept = new Set(findings);
    const suppressed = checked.findings
      .filter((finding) => !kept.has(finding))
      .map((finding) => ({ finding, by: "baseline" as const }));
    return { ...checked, findings, suppressed: [...checked.suppressed, ...suppressed] };
  }

  /** What was not found again in the files that have been checked (`isChecked` says which, by absolute path). */
  stale(isChecked: (path: string) => boolean): StaleEntry[] {
    return Object.entries(this.#left)
      .filter(([path]) => isChecked(resolve(this.#folder, path)))
      .flatMap(([path, rules]) =>
        Object.entries(rules).map(([rule, counts]) => ({
          path,
          rule,
          count: Object.values(counts).reduce((sum, count) => sum + count, 0),
        })),
      )
      .filter(({ count }) => count > 0);
  }

  /** Writes the problems of some files, and keeps what an earlier baseline says of files that were not checked. */
  static async write(
    file: string,
    asGiven: string,
    files: readonly CheckedFile[],
    isChecked: (path: string) => boolean,
  ): Promise<void> {
    const baseline = existsSync(file) ? await Baseline.read(file, asGiven) : new Baseline(dirname(file), {});
    for (const path of Object.keys(baseline.#left)) {
      if (isChecked(resolve(baseline.#folder, path))) Reflect.deleteProperty(baseline.#left, path);
    }
    for (const checked of files) baseline.#add(checked);
    await writeTextFile(file, `${JSON.stringify({ version: 1, known: sorted(baseline.#left) }, null, 2)}\n`);
  }

  #add(checked: CheckedFile): void {
    for (const finding of checked.findings) {
      const counts = ((this.#left[this.#name(checked.absolute)] ??= {})[finding.rule] ??= {});
      const key = fingerprint(checked, finding);
      counts[key] = (counts[key] ?? 0) + 1;
    }
  }

  #name(path: string): string {
    return relative(this.#folder, path).replaceAll(sep, "/");
  }
}

function isBaseline(content: unknown): content is { readonly known: Known } {
  return (
    isObject(content) &&
    content["version"] === 1 &&
    isObject(content["known"]) &&
    Object.values(content["known"]).every(
      (rules) =>
        isObject(rules) &&
        Object.values(rules).every(
          (counts) => isObject(counts) && Object.values(counts).every((count) => typeof count === "number"),
        ),
    )
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The same with the keys of every level in order, so that a new baseline differs from the old one only where it must. */
function sorted(known: Known): Known {
  const inOrder = <T>(entries: Record<string, T>, map: (value: T) => T): Record<string, T> =>
    Object.fromEntries(
      Object.entries(entries)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, value]) => [key, map(value)]),
    );
  return inOrder(known, (rules) => inOrder(rules, (counts) => inOrder(counts, (count) => count)));
}
