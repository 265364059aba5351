import { readFileSync, readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** What a project of the corpus must give: labels that people wrote, see test/corpus/README.md. */
export interface CorpusProject {
  readonly name: string;
  /** Text by path inside the project, placeholders of secrets filled in. */
  readonly texts: ReadonlyMap<string, string>;
  readonly labels: readonly FindingLabel[];
  /** Some of the client sites of a file; an empty list says that it has none. */
  readonly sites: ReadonlyMap<string, readonly SiteLabel[]>;
}

/** One-based lines, both inclusive: a statement over several lines may be reported on any of them. */
interface Lines {
  readonly first: number;
  readonly last: number;
}

export interface FindingLabel extends Lines {
  readonly file: string;
  readonly rule: string;
  /**
   * `open`: the facts leave it open, or leave the place open: neither wanted nor wrong.
   * `trap`: a coarser linter would speak here, and must not.
   */
  readonly kind: "wanted" | "open" | "trap";
}

export interface SiteLabel extends Lines {
  readonly connector: string;
  readonly status?: string;
  readonly auth?: string;
}

interface Expected {
  readonly about: string;
  readonly findings: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly sites?: Readonly<Record<string, readonly (Omit<SiteLabel, keyof Lines> & { readonly line: string })[]>>;
}

export const corpusFolder = join(import.meta.dirname, "../../../corpus");

/** Secrets are put together here, so that scanners of the repository find none in the files. */
const placeholders: Readonly<Record<string, string>> = {
  "@@PAT@@": "da" + "pi" + "3f9c1d07b52e8a46".repeat(2),
  "@@DOSE@@": "do" + "se" + "7a10e4c95b3d28f6".repeat(2),
  "@@SECRET@@": ["q7Vd", "9xKe", "20Lm", "rT4z", "Wp81"].join("-"),
};

export function readCorpus(): CorpusProject[] {
  return readdirSync(corpusFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => readProject(name));
}

function readProject(name: string): CorpusProject {
  const folder = join(corpusFolder, name);
  const texts = new Map<string, string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name === "expected.json") continue;
    const path = join(entry.parentPath, entry.name);
    texts.set(relative(folder, path).split(sep).join("/"), fill(readFileSync(path, "utf8")));
  }
  const expected = JSON.parse(readFileSync(join(folder, "expected.json"), "utf8")) as Expected;
  return {
    name,
    texts,
    labels: Object.entries(expected.findings).flatMap(([file, byLine]) =>
      Object.entries(byLine).flatMap(([key, rules]) => rules.map((rule) => readLabel(file, key, rule))),
    ),
    sites: new Map(
      Object.entries(expected.sites ?? {}).map(([file, sites]) => [
        file,
        sites.map(({ line, ...site }) => ({ ...site, ...readLines(line) })),
      ]),
    ),
  };
}

export function fill(text: string): string {
  return text.replace(/@@[A-Z]+@@/g, (name) => placeholders[name] ?? name);
}

function readLabel(file: string, key: string, rule: string): FindingLabel {
  const kind = rule.startsWith("?") ? "open" : rule.startsWith("!") ? "trap" : "wanted";
  return { file, rule: kind === "wanted" ? rule : rule.slice(1), kind, ...readLines(key) };
}

/** `12`, or `12-17`. */
function readLines(key: string): Lines {
  const [first = "", last = first] = key.split("-");
  return { first: Number(first), last: Number(last) };
}
