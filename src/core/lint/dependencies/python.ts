import type { TextRange } from "../../base/text.ts";
import { readIni } from "../settings/ini.ts";
import type { Leaf } from "../settings/leaf.ts";
import { below, byFirstKey } from "../settings/leaf.ts";
import { tomlLeaves } from "../settings/tomlLeaves.ts";
import type { Dependency } from "./dependency.ts";
import { pypiName } from "./nearest.ts";
import { readRange } from "./version.ts";

/** `name[extra] >=1,<2; marker`, as PEP 508 has it. */
const requirement =
  /^\s*([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)\s*(?:\[[^\]]*\])?\s*(?:\(([^)]*)\)|([^;#@\s][^;#]*?))?\s*(?:[;#@]|--hash|$)/;

/** One requirement, at an offset of its file. */
function readRequirement(text: string, start: number): Dependency[] {
  const match = requirement.exec(text.replace(/\s--?(?:hash|config-settings|global-option)\b[^]*$/, ""));
  if (!match) return [];
  const [, name = "", inBrackets, plain = ""] = match;
  const requested = (inBrackets ?? plain).trim();
  if (requested !== "" && !/^[<>=!~]/.test(requested)) return [];
  const from = start + text.indexOf(name);
  return [dependency(name, requested, { start: from, end: start + text.trimEnd().length })];
}

function dependency(name: string, requested: string, range: TextRange): Dependency {
  return { ecosystem: "pypi", name: pypiName(name), requested, ...range, ...readRange("pypi", requested) };
}

/** `requirements.txt`, constraints; options, URLs and local paths are passed over. */
export function readRequirements(text: string): Dependency[] {
  return [...text.matchAll(/^(?:[^\\\r\n]|\\\r?\n)+/gm)].flatMap(({ 0: line, index }) => {
    const [first = ""] = line.replace(/\s#.*$/m, "").split(/\\\r?\n/);
    return /^\s*[-#.]/.test(first) ? [] : readRequirement(first, index);
  });
}

/** PEP 621, dependency groups (PEP 735), uv, PDM and Poetry. */
export function readPyproject(text: string): Dependency[] {
  const leaves = tomlLeaves(text);
  const lists = [
    ...below(leaves, ["project", "dependencies"]),
    ...below(leaves, ["project", "optional-dependencies", "*"]),
    ...below(leaves, ["dependency-groups", "*"]).filter(({ path }) => path.length === 1),
    ...below(leaves, ["tool", "uv", "dev-dependencies"]),
    ...below(leaves, ["tool", "pdm", "dev-dependencies", "*"]),
    ...below(leaves, ["build-system", "requires"]),
  ];
  const tables = [
    ...named(below(leaves, ["tool", "poetry", "dependencies"])),
    ...named(below(leaves, ["tool", "poetry", "dev-dependencies"])),
    ...[...byFirstKey(below(leaves, ["tool", "poetry", "group"])).values()].flatMap((group) =>
      named(below(group, ["dependencies"])),
    ),
  ];
  return [...lists.flatMap(({ value, valueRange }) => readRequirement(value, valueRange.start)), ...tables];
}

export function readPipfile(text: string): Dependency[] {
  const leaves = tomlLeaves(text);
  return [...named(below(leaves, ["packages"])), ...named(below(leaves, ["dev-packages"]))];
}

/** `name = "^1"` or `name = { version = "^1" }`. */
function named(leaves: readonly Leaf[]): Dependency[] {
  return [...byFirstKey(leaves)].flatMap(([name, own]): Dependency[] => {
    const leaf = own.find(({ path }) => path.length === 0 || path[0] === "version");
    const [first] = own;
    if (!first || /^python$/i.test(name)) return [];
    const place = leaf ?? first;
    const requested = leaf === undefined || leaf.value === "*" ? "" : leaf.value;
    const range = { start: Math.min(place.keyRange.start, place.valueRange.start), end: place.valueRange.end };
    return [dependency(name, requested, range)];
  });
}

export function readSetupCfg(text: string): Dependency[] {
  return readIni(text)
    .filter(({ name }) => name === "options" || name === "options.extras_require")
    .flatMap(({ name, entries }) => entries.filter(({ key }) => name !== "options" || key === "install_requires"))
    .flatMap(({ valueRange }) =>
      [...text.slice(valueRange.start, valueRange.end).matchAll(/[^\n]+/g)].flatMap(({ 0: line, index }) =>
        /^\s*#/.test(line) ? [] : readRequirement(line, valueRange.start + index),
      ),
    );
}

/** `install_requires=[...]` where it is a list of literals. */
export function readSetupPy(text: string): Dependency[] {
  return [...text.matchAll(/\b(?:install_requires|tests_require)\s*=\s*\[([^\]]*)\]/g)].flatMap((list) => {
    const start = list.index + list[0].length - 1 - (list[1] ?? "").length;
    return [...(list[1] ?? "").matchAll(/^(?<comment>[ \t]*#.*)$|(["'])((?:(?!\2).)*)\2/gm)].flatMap((match) =>
      match[1] === undefined ? readRequirement(match[3] ?? "", start + match.index + 1) : [],
    );
  });
}
