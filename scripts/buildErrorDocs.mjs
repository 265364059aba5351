// Writes docs/errors.md from the table of known errors.
// Usage: node scripts/buildErrorDocs.mjs [--check]   (--check: changes nothing, fails when the page is out of date)
import { readFile, writeFile } from "node:fs/promises";
import { format } from "prettier";
import { knownErrorGroups } from "../src/core/errors/table.ts";

const file = new URL("../docs/errors.md", import.meta.url);
const before = await readFile(file, "utf8").catch(() => "");
const intro = `# Errors explained

<!-- Built by scripts/buildErrorDocs.mjs from src/core/errors. -->

Errors of Databricks clients name what broke, seldom why. The toolkit knows the ones below, from Python, Java, Go, Node.js, PostgreSQL and HTTP clients, and
gives cause and fix:

- In the **terminal** a known error is underlined; Ctrl+click (⌘+click) explains it and offers what helps. The setting \`pwaf.errors.links\` turns this off; with
  \`pwaf.errors.notify\` a message appears as soon as a command has failed in this way. Error texts of PostgreSQL are known only where the command or its output shows
  that it talks to Lakebase.
- A **query** that fails, and a profile that cannot sign in, show cause and fix beside the message, with a button for the next step.
- **Conformance** runs add it to the output of a command that failed.
- **PWAF: Explain an error** takes the selection, the clipboard, or what you type.
- \`pwaf explain "text"\`, or \`program 2>&1 | pwaf explain\`, with \`--format json\` for other programs. Exit code 0 explained, 1 nothing known.

![A known error in the terminal, explained](images/errors-terminal.png)

Texts are looked at on this machine only, and secrets in them are never shown.
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
  const texts = says.length === 0 ? [] : [says.map((text) => `- \`${text}\``).join("\n")];
  const found = rule === undefined ? [] : [`Found in code by [${rule}](rules/${rule}.md).`];
  return [
    `<a id="${id}"></a>\n\n### ${title}`,
    ...texts,
    `**Cause.** ${plain(cause)}`,
    `**Fix.** ${plain(fix)}`,
    ...found,
  ].join("\n\n");
}

/** A sentence that names nothing in particular: what would be caught from a message is not there. */
function plain(sentence) {
  return sentence
    .replace(/\{(\w+)(?:\|([^}]*))?\}/g, (_, name, otherwise) => otherwise ?? `<${name}>`)
    .replace(/ +(?=[ ,.])/g, "")
    .replace(/[<>*]/g, "\\$&");
}
