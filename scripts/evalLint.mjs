// Measures how right the linter is, on the labelled corpus in test/corpus.
// Usage: node scripts/evalLint.mjs [--json] [--rule ID] [--verbose] [--docs]
//        node scripts/evalLint.mjs --silent FOLDER...   trees that do not use Databricks: prints every finding
// Exit code 1 below the targets, or with a finding in a tree that should have none.
import { readFile, readdir, stat, writeFile } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { format } from "prettier";
import { nodeGrammarFiles } from "../src/cli/grammarFiles.ts";
import { LineIndex } from "../src/core/base/text.ts";
import { Engine } from "../src/core/lint/engine.ts";
import { fileKind, hasTrigger } from "../src/core/lint/languages/fileKinds.ts";
import { Project } from "../src/core/lint/project/project.ts";
import { readCorpus } from "../test/unit/core/lint/corpusFiles.ts";
import { joinVerdicts, judge } from "../test/unit/core/lint/corpusJudge.ts";

const targets = { precision: 0.98, recall: 0.95 };
const docsMark = "<!-- Everything above this line is built by scripts/evalLint.mjs --docs. -->";

/** As the command line does: larger files are data. */
const sizeLimit = 1_000_000;

const { values, positionals } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    rule: { type: "string" },
    verbose: { type: "boolean", default: false },
    docs: { type: "boolean", default: false },
    silent: { type: "boolean", default: false },
  },
  allowPositionals: true,
});
const engine = new Engine(nodeGrammarFiles());
process.exitCode = values.silent ? await checkSilence(positionals) : await evaluate();

async function evaluate() {
  const corpus = readCorpus();
  const verdicts = [];
  for (const project of corpus) verdicts.push(await judge(engine, project));
  const all = joinVerdicts(verdicts);
  const isAsked = ({ what }) => values.rule === undefined || what === values.rule;
  const [hits, misses, falseAlarms] = [all.hits, all.misses, all.falseAlarms].map((list) => list.filter(isAsked));
  const rules = figuresByRule(hits, misses, falseAlarms);
  const overall = figures(hits.length, misses.length, falseAlarms.length);
  const isGoodEnough = overall.precision >= targets.precision && overall.recall >= targets.recall;
  const files = corpus.reduce((sum, { texts }) => sum + texts.size, 0);
  if (values.json) {
    print(JSON.stringify({ files, overall, rules, misses, falseAlarms, sites: all.sites }, null, 2));
    return isGoodEnough ? 0 : 1;
  }
  for (const { what, place } of falseAlarms) print(`false alarm  ${place}  ${what}`);
  for (const { what, place } of misses) print(`miss         ${place}  ${what}`);
  for (const { what, place } of all.sites.wrong) print(`site         ${place}  ${what}`);
  if (values.verbose) for (const { what, place } of hits) print(`found        ${place}  ${what}`);
  print("");
  for (const line of table(rules, overall)) print(line);
  const { right, wrong } = all.sites;
  print(`\nsites: ${right} of ${right + wrong.length} as labelled; ${files} files in ${corpus.length} projects`);
  print(isGoodEnough ? "targets met" : `below the targets: precision ${targets.precision}, recall ${targets.recall}`);
  if (values.docs) await writeDocs({ rules, overall, sites: all.sites, files, projects: corpus.length });
  return isGoodEnough ? 0 : 1;
}

function figuresByRule(hits, misses, falseAlarms) {
  const count = (list, rule) => list.filter(({ what }) => what === rule).length;
  const ids = [...new Set([...hits, ...misses, ...falseAlarms].map(({ what }) => what))].sort();
  return ids.map((rule) => ({
    rule,
    ...figures(count(hits, rule), count(misses, rule), count(falseAlarms, rule)),
  }));
}

function figures(found, missed, wrong) {
  const ratio = (part, whole) => (whole === 0 ? 1 : part / whole);
  return { found, missed, wrong, precision: ratio(found, found + wrong), recall: ratio(found, found + missed) };
}

function table(rules, overall) {
  const rows = [...rules, { rule: "all", ...overall }];
  const width = Math.max(...rows.map(({ rule }) => rule.length));
  const heading = `${"rule".padEnd(width)}  found  missed  wrong  precision  recall`;
  const cells = ({ rule, found, missed, wrong, precision, recall }) =>
    `${rule.padEnd(width)}  ${String(found).padStart(5)}  ${String(missed).padStart(6)}  ${String(wrong).padStart(5)}  ${precision.toFixed(3).padStart(9)}  ${recall.toFixed(3).padStart(6)}`;
  return [heading, ...rows.map(cells)];
}

async function writeDocs({ rules, overall, sites, files, projects }) {
  const path = fileURLToPath(new URL("../docs/lint-quality.md", import.meta.url));
  const before = await readFile(path, "utf8").catch(() => `${docsMark}\n`);
  const row = ({ rule, found, missed, wrong, precision, recall }) =>
    `| ${rule} | ${found} | ${missed} | ${wrong} | ${precision.toFixed(3)} | ${recall.toFixed(3)} |`;
  const head = `# How right the linter is

Measured by \`npm run eval:lint\` on ${files} files in ${projects} small projects that were written and labelled by hand
([test/corpus](../test/corpus/README.md)). Precision ${overall.precision.toFixed(3)} (target ${targets.precision}),
recall ${overall.recall.toFixed(3)} (target ${targets.recall}); ${sites.right} of ${sites.right + sites.wrong.length} labelled client sites are described as labelled.

| Rule | Found | Missed | Wrong | Precision | Recall |
| --- | --: | --: | --: | --: | --: |
${[...rules, { rule: "**all**", ...overall }].map(row).join("\n")}

`;
  await writeFile(path, await format(head + before.slice(before.indexOf(docsMark)), { parser: "markdown" }));
}

/** Every finding in trees that should have none. */
async function checkSilence(folders) {
  let found = 0;
  for (const folder of folders.map((path) => resolve(path))) {
    const started = performance.now();
    const posix = (path) => path.split(sep).join("/");
    const project = new Project(engine, { read: readText, list: (path) => readdir(path).catch(() => []) });
    let files = 0;
    const parsed = [];
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      files++;
      const path = join(entry.parentPath, entry.name);
      const kind = fileKind(posix(path));
      if (kind === undefined) continue;
      const text = await readText(path);
      if (text === undefined || !hasTrigger(posix(path), kind, text)) continue;
      await project.update(posix(path), text);
      parsed.push({ path, text });
    }
    for (const { path, text } of parsed) {
      const lines = new LineIndex(text);
      for (const { rule, start, message } of project.report(posix(path), {}).findings) {
        found++;
        print(`${relative(folder, path)}:${lines.positionAt(start).line + 1}  ${rule}  ${message}`);
      }
    }
    project.dispose();
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    print(`${folder}: ${files} files, ${parsed.length} with words of a rule, ${seconds} s`);
  }
  print(`${found} findings`);
  return found > 0 ? 1 : 0;
}

async function readText(path) {
  const info = await stat(path).catch(() => undefined);
  return info?.isFile() && info.size <= sizeLimit ? await readFile(path, "utf8") : undefined;
}

function print(line) {
  process.stdout.write(`${line}\n`);
}
