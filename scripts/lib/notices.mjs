// THIRD_PARTY_NOTICES.txt: the licences of what the bundler really took, by its own account.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./paths.mjs";
import { Stop } from "./say.mjs";

/** Bundles that ship; the command line does not. */
const SHIPS = /^dist\/(extension\.js|sqlDriver\.js|chunks\/|webviews\/)/;

/** Copied, not bundled: the grammars. */
const COPIED = ["node_modules/@vscode/tree-sitter-wasm"];

/** @returns {Promise<number>} how many packages are named */
export async function writeNotices() {
  const outputs = JSON.parse(await readFile(join(root, "dist", "metafile.json"), "utf8"));
  const folders = new Set(COPIED);
  for (const [output, { inputs }] of Object.entries(outputs)) {
    if (!SHIPS.test(output)) continue;
    for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
      const folder = bytesInOutput > 0 ? packageFolder(input) : undefined;
      if (folder) folders.add(folder);
    }
  }
  const notices = await Promise.all([...folders].map(notice));
  notices.sort((a, b) => (a.title < b.title ? -1 : 1));
  const text = ["Third-party software in this extension", ...notices.map(({ title, text }) => `${title}\n\n${text}`)];
  await writeFile(join(root, "THIRD_PARTY_NOTICES.txt"), `${text.join(`\n\n${"=".repeat(80)}\n\n`)}\n`);
  return notices.length;
}

/** The innermost package of a path such as `node_modules/a/node_modules/@b/c/lib/x.js`. */
function packageFolder(path) {
  return /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
}

async function notice(folder) {
  const manifest = JSON.parse(await readFile(join(root, folder, "package.json"), "utf8"));
  const { name, version, license, author } = manifest;
  if (!license) throw new Stop(`${name}@${version} is bundled but names no licence.`);
  const text =
    (await licenceText(join(root, folder))) ?? `Licence: ${license}${author ? `, ${author.name ?? author}` : ""}`;
  return { title: `${name} ${version} (${license})`, text };
}

async function licenceText(folder) {
  const names = await readdir(folder);
  const texts = names.filter((name) => /^(licen[cs]e|notice|copying)([.-].*)?$/i.test(name)).sort();
  const contents = await Promise.all(texts.map((name) => readFile(join(folder, name), "utf8")));
  return contents.length === 0 ? undefined : contents.map((content) => content.trim()).join("\n\n");
}
