import { modify } from "jsonc-parser";
import type { TextEdit } from "../base/text.ts";
import { applyEdits, difference } from "../base/text.ts";
import { pypiName } from "../lint/dependencies/nearest.ts";
import { readDependencies } from "../lint/dependencies/readDependencies.ts";
import type { Registry } from "./snippet.ts";

/** A package in the registry's spelling, with the extras of PyPI: `databricks-sql-connector[pyarrow]`, `group:artifact`. */
export interface WantedPackage {
  readonly name: string;
  readonly version: string;
}

/** How a manifest takes one more package; undefined where it has no place for one. */
type Writer = (text: string, wanted: WantedPackage) => TextEdit | undefined;

/** Manifests by registry, the best place for a package first. */
const manifests: Readonly<Record<Registry, Readonly<Record<string, Writer>>>> = {
  pypi: { "pyproject.toml": toPyproject, "requirements.txt": toRequirements },
  npm: { "package.json": toPackageJson },
  maven: {
    "pom.xml": toPom,
    "build.gradle.kts": toGradle('implementation("', '")'),
    "build.gradle": toGradle("implementation '", "'"),
  },
  go: { "go.mod": toGoMod },
};

/** Names of the files that list the packages of a registry's projects. */
export function manifestNames(registry: Registry): readonly string[] {
  return Object.keys(manifests[registry]);
}

/** Those of the packages that a manifest (or another in its folder) does not ask for. */
export function lackingPackages(
  files: ReadonlyMap<string, string>,
  wanted: readonly WantedPackage[],
): readonly WantedPackage[] {
  const known = new Set([...files].flatMap(([name, text]) => readDependencies(name, text).map((each) => each.name)));
  return wanted.filter(({ name }) => !known.has(name) && !known.has(pypiName(plainName(name))));
}

/** The one edit that makes a manifest ask for packages at their versions; undefined where it has no place for them. */
export function addPackages(
  registry: Registry,
  manifest: string,
  text: string,
  packages: readonly WantedPackage[],
): TextEdit | undefined {
  const write = manifests[registry][manifest];
  let after = text;
  for (const wanted of packages) {
    const edit = write?.(after, wanted);
    if (!edit) return undefined;
    after = applyEdits(after, [edit]);
  }
  return packages.length > 0 ? difference(text, after) : undefined;
}

/** A name of PyPI without its extras. */
function plainName(name: string): string {
  return name.replace(/\[.*/, "");
}

function toRequirements(text: string, { name, version }: WantedPackage): TextEdit {
  const newLine = text === "" || text.endsWith("\n") ? "" : "\n";
  return insertion(text.length, `${newLine}${name}==${version}\n`);
}

/** Into PEP 621's list, which may be missing, or Poetry's table. */
function toPyproject(text: string, { name, version }: WantedPackage): TextEdit | undefined {
  const list = /^\[project\][ \t]*\r?\n(?:(?!\[).*\r?\n)*?dependencies[ \t]*=[ \t]*\[/m.exec(text);
  if (list) return intoList(text, list.index + list[0].length, `"${name}>=${version}"`);
  const table = /^\[tool\.poetry\.dependencies\][ \t]*\r?\n(?:(?!\s*\[)[^\n]*\S[^\n]*\n)*/m.exec(text);
  if (!table) {
    // The table's own lines; a list that is dynamic stands in another file.
    const project = /^\[project\][ \t]*\r?\n(?:(?![ \t]*(?:\[|\r?$)).*\r?\n)*/m.exec(text);
    if (!project || /^dynamic\b[^\]]*["']dependencies["']/m.test(project[0])) return undefined;
    return insertion(project.index + project[0].length, `dependencies = ["${name}>=${version}"]\n`);
  }
  const extras = /\[(.*)\]/
    .exec(name)?.[1]
    ?.split(",")
    .map((extra) => `"${extra.trim()}"`);
  const value = extras ? `{ version = "^${version}", extras = [${extras.join(", ")}] }` : `"^${version}"`;
  return insertion(table.index + table[0].length, `${plainName(name)} = ${value}\n`);
}

/** One more item at the end of a list of texts that begins at an offset. */
function intoList(text: string, start: number, item: string): TextEdit | undefined {
  const items = /^(?:\s|#.*|"[^"\n]*"|'[^'\n]*'|,)*\]/.exec(text.slice(start))?.[0].slice(0, -1);
  if (items === undefined) return undefined;
  const last = [...items.matchAll(/"[^"\n]*"|'[^'\n]*'/g)]
    .filter(({ index }) => !/#[^\n]*$/.test(items.slice(0, index)))
    .at(-1);
  if (!last) return insertion(start, item);
  const indent = /\n([ \t]*)$/.exec(items.slice(0, last.index))?.[1];
  // A comment behind the comma belongs to the last item.
  const [comma] = /^\s*,(?:[ \t]*#.*)?/.exec(items.slice(last.index + last[0].length)) ?? [];
  const end = start + last.index + last[0].length + (comma ?? "").length;
  const space = indent === undefined ? " " : `\n${indent}`;
  return insertion(end, `${comma === undefined ? "," : ""}${space}${item}${comma === undefined ? "" : ","}`);
}

function toPackageJson(text: string, { name, version }: WantedPackage): TextEdit | undefined {
  const indent = /^[ \t]+/m.exec(text)?.[0] ?? "  ";
  const formattingOptions = { insertSpaces: !indent.startsWith("\t"), tabSize: indent.length, eol: "\n" };
  const [edit] = modify(text, ["dependencies", name], `^${version}`, { formattingOptions });
  return edit && { start: edit.offset, end: edit.offset + edit.length, text: edit.content };
}

/** At the end of the project's own list: those of plugins, profiles and `dependencyManagement` are others. */
function toPom(text: string, { name, version }: WantedPackage): TextEdit | undefined {
  const [group = "", artifact = ""] = name.split(":");
  const own = text.replace(/<!--[^]*?-->|<(dependencyManagement|build|profiles|reporting)>[^]*?<\/\1>/g, (part) =>
    part.replace(/[^\n]/g, " "),
  );
  const end = /^([ \t]*)<\/dependencies>/m.exec(own);
  const close = /^<\/project>/m.exec(own);
  const at = end ?? close;
  if (!at) return undefined;
  const outer = end?.[1] ?? "  ";
  const step = outer === "" ? "  " : outer;
  const lines = ["<dependency>", ...element(step, { groupId: group, artifactId: artifact, version }), "</dependency>"];
  const item = lines.map((line) => `${outer}${step}${line}\n`).join("");
  return insertion(at.index, end ? item : `${outer}<dependencies>\n${item}${outer}</dependencies>\n`);
}

function element(step: string, values: Readonly<Record<string, string>>): string[] {
  return Object.entries(values).map(([tag, value]) => `${step}<${tag}>${value}</${tag}>`);
}

/** Into the first block that stands on no other: `buildscript` has its own. */
function toGradle(before: string, after: string): Writer {
  return (text, { name, version }) => {
    const block = /^dependencies[ \t]*\{[ \t]*\r?\n/m.exec(text);
    return block ? insertion(block.index + block[0].length, `    ${before}${name}:${version}${after}\n`) : undefined;
  };
}

function toGoMod(text: string, { name, version }: WantedPackage): TextEdit {
  const block = /^require[ \t]*\([ \t]*\r?\n/m.exec(text);
  if (block) return insertion(block.index + block[0].length, `\t${name} ${version}\n`);
  return insertion(text.length, `${text.endsWith("\n") ? "" : "\n"}\nrequire ${name} ${version}\n`);
}

function insertion(at: number, text: string): TextEdit {
  return { start: at, end: at, text };
}
