// Writes what the registry knows into docs/rules: the head of each rule's page, the index, and the rule names in media/pwaf.schema.json
// and in the setting `pwaf.lint.rules` of package.json.
// Usage: node scripts/buildRuleDocs.mjs [--check]   (--check: changes nothing, fails when something is out of date)
import { readFile, writeFile } from "node:fs/promises";
import { format } from "prettier";
import { rules } from "../src/core/lint/registry.ts";

const isCheck = process.argv.includes("--check");
const mark = "<!-- Everything above this line is built by scripts/buildRuleDocs.mjs. -->";
const fixes = {
  safe: "applied by quick fix, `pwaf lint --fix` and fix on save",
  suggestion: "offered as a quick fix; `pwaf lint --fix` applies it only where it is sure to be meant",
  none: "none: the choice is yours",
};

let stale = 0;

for (const rule of rules) {
  const file = new URL(`../docs/rules/${rule.id}.md`, import.meta.url);
  const text = await readFile(file, "utf8").catch(() => `\n${mark}\n\n## Why\n\n## Wrong\n\n## Right\n`);
  const body = text.slice(text.indexOf(mark));
  const head = `# ${rule.id}

${rule.summary}

| | |
| --- | --- |
| Severity | ${severity(rule)} |
| Files | ${rule.files.join(", ")} |
| Fix | ${fixes[rule.fix]} |

`;
  await put(file, text, head + body);
}

const index = new URL("../docs/rules/README.md", import.meta.url);
const rows = rules.map(
  (rule) =>
    `| [${rule.id}](${rule.id}.md) | ${severity(rule)} | ${rule.fix === "safe" ? "yes" : ""} | ${rule.summary} |`,
);
await put(
  index,
  await readFile(index, "utf8").catch(() => ""),
  `# Rules

| Rule | Severity | Fixed by \`--fix\` | What it finds |
| --- | --- | --- | --- |
${rows.join("\n")}

Change a rule's severity in \`pwaf.json\` (\`"rules": { "${rules[0].id}": "warn" }\`), with \`--rule ${rules[0].id}=warn\`, or in the
setting \`pwaf.lint.rules\`. Ignore one finding with a comment on its line or the line above: \`# pwaf-ignore ${rules[0].id}: reason\`.
`,
);

const schemaFile = new URL("../media/pwaf.schema.json", import.meta.url);
const schemaText = await readFile(schemaFile, "utf8");
const schema = JSON.parse(schemaText);
schema.properties.rules.properties = Object.fromEntries(
  rules.map(({ id, summary }) => [id, { $ref: "#/definitions/severity", description: summary }]),
);
await put(schemaFile, schemaText, await format(JSON.stringify(schema), { parser: "json", printWidth: 120 }));

const manifestFile = new URL("../package.json", import.meta.url);
const manifestText = await readFile(manifestFile, "utf8");
const manifest = JSON.parse(manifestText);
// The settings editor offers the names that are listed here, and for each of them its own values.
manifest.contributes.configuration.properties["pwaf.lint.rules"].properties = Object.fromEntries(
  rules.map(({ id, summary }) => [id, { enum: schema.definitions.severity.enum, description: summary }]),
);
await put(manifestFile, manifestText, `${JSON.stringify(manifest, null, 2)}\n`);

if (isCheck && stale > 0) {
  console.error(`${stale} files are out of date. Run: node scripts/buildRuleDocs.mjs`);
  process.exitCode = 1;
}

function severity({ severity: usual, unsureSeverity, onByDefault }) {
  if (onByDefault === false) return `${usual}; off unless a setting turns it on`;
  return unsureSeverity ? `${usual} or ${unsureSeverity}` : usual;
}

async function put(file, before, after) {
  if (before === after) return;
  stale++;
  if (isCheck) console.error(`out of date: ${file.pathname}`);
  else await writeFile(file, after);
}
