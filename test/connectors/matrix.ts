import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { format } from "prettier";
import { root } from "./bed/paths.ts";

export interface MatrixRow {
  readonly language: string;
  readonly title: string;
  readonly prefix: string;
  readonly verdict: string;
  readonly packages: Readonly<Record<string, string>>;
}

export const proved = "proved";

/** Snippets of files that no language stands for. Their tests run before the one that writes the page, by their names. */
export const otherRows: MatrixRow[] = [];

const file = join(root, "docs", "connectors.md");

/** What `docs/connectors.md` says of each snippet; a row reads the same however wide its table is. */
export async function rowsInDocs(): Promise<ReadonlySet<string>> {
  const text = await readFile(file, "utf8").catch(() => "");
  return new Set(
    text
      .split("\n")
      .filter((line) => line.startsWith("| "))
      .map(narrow),
  );
}

export function rowText({ language, title, prefix, verdict, packages }: MatrixRow): string {
  const versions = Object.entries(packages).map(([name, version]) => `${name} ${version}`);
  return narrow(`| ${title} | ${language} | \`${prefix}\` | ${verdict} | ${versions.join(", ")} |`);
}

/** Writes the page anew. `today` is a date as people read it. */
export async function writeDocs(rows: readonly MatrixRow[], today: string): Promise<void> {
  const text = `# Connectors

Every snippet is rendered as a program and run with the real client against the [emulated workspace](emulator.md). _Proved_ means: the query or call worked,
every request that the snippet's code decides about carried \`Acme_Loader/1.2.0\` in its User-Agent at the right place, authentication was of the promised kind, and
the linter has nothing to say.

Behind Databricks Connect stands a small server of Spark Connect that knows one statement; it asks the emulated workspace who calls, under the name that each message gives. _Syntax only_ means that
the text is read as it is meant, that a stand-in for the library is given what the driver needs, and that the linter knows client, identity and way to sign in.

Run on ${today} by \`npm run test:connectors -- --write\`.

| Snippet | Language | Prefix | Verdict | Client |
|-|-|-|-|-|
${rows.map(rowText).join("\n")}
`;
  await writeFile(file, await format(text, { parser: "markdown", printWidth: 160 }));
}

function narrow(line: string): string {
  return line.replace(/\s+\|/g, " |");
}
