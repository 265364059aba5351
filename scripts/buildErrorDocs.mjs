// Writes docs/errors.md from the table of known errors.
// Usage: node scripts/buildErrorDocs.mjs [--check]   (--check: changes nothing, fails when the page is out of date)
import { readFile, writeFile } from "node:fs/promises";
import { format } from "prettier";
import { knownErrorGroups } from "../src/core/errors/table.ts";

const file = new URL("../docs/errors.md", import.meta.url);
const before = await readFile(file, "utf8").catch(() => "");
const intro = `# Known errors

<!-- Built by scripts/buildErrorDocs.mjs from src/core/errors. -->

Errors of Databricks clients that the toolkit recognises, wherever a program prints them; \`…\` stands for what varies. Ask about any text with **PWAF: Explain an error**
or \`pwaf explain\`.
`;

const groups = knownErrorGroups.map(({ title, errors }) => `## ${title}\n\n${errors.map(entry).join("\n\n")}\n`);
const after = await format([intro, ...groups].join("\n"), { parser: "markdown", printWidth: 120 });

if (before !== after) {
  if (process.argv.includes("--check")) {
    console.error("docs/errors.md is out of date. Run: node scripts/buildErrorDocs.mjs");
    process.exitCode = 1;
  } else await writeFile(file, after);
}

function entry({ id, title, says, cause, fix, rule }) {
  // The id is the heading, because previews and GitHub make their anchors of headings.
  const texts = says.length === 0 ? [] : [says.map((text) => `- \`${text}\``).join("\n")];
  const found = rule === undefined ? [] : [`Found in code by [${rule}](rules/${rule}.md).`];
  return [`### ${id}`, `${title}.`, ...texts, `**Cause.** ${plain(cause)}`, `**Fix.** ${plain(fix)}`, ...found].join(
    "\n\n",
  );
}

/** A sentence that names nothing in particular: what would be caught from a message is not there. */
function plain(sentence) {
  return sentence
    .replace(/\{(\w+)(?:\|([^}]*))?\}/g, (_, name, otherwise) => otherwise ?? `<${name}>`)
    .replace(/ +(?=[ ,.])/g, "")
    .replace(/[<>*]/g, "\\$&");
}
