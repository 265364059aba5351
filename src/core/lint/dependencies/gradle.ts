import type { Leaf } from "../settings/leaf.ts";
import { below, byFirstKey } from "../settings/leaf.ts";
import { tomlLeaves } from "../settings/tomlLeaves.ts";
import type { Dependency } from "./dependency.ts";
import { readRange } from "./version.ts";

const coordinates = /(["'])([\w.-]+:[\w.-]+):([^"':@]*)(?:[:@][^"']*)?\1/g;
const mapNotation =
  /group\s*[:=]\s*["']([\w.-]+)["']\s*,\s*name\s*[:=]\s*["']([\w.-]+)["'](?:\s*,\s*version\s*[:=]\s*["']([^"']*)["'])?/g;
const variable = /(?:\b(?:def|val|var|ext\.|set\()\s*["']?|^\s*)([A-Za-z_]\w*)["']?\s*[=,]\s*["']([\w.+-]+)["']/gm;

/** A Gradle script in Groovy or Kotlin; variables of the same file are put in. */
export function readGradle(text: string): Dependency[] {
  const variables = new Map([...text.matchAll(variable)].map(([, name = "", value = ""]) => [name, value]));
  const put = (version: string): string =>
    version.replace(/\$\{?(?:\w+\.)*(\w+)\}?/g, (whole, name: string) => variables.get(name) ?? whole);
  return [
    ...[...text.matchAll(coordinates)].map(({ 0: whole, 2: name = "", 3: version = "", index }) =>
      maven(name, put(version), index + 1, index + whole.length - 1),
    ),
    ...[...text.matchAll(mapNotation)].map(({ 0: whole, 1: group = "", 2: artifact = "", 3: version = "", index }) =>
      maven(`${group}:${artifact}`, put(version), index, index + whole.length),
    ),
  ];
}

const sbtModule = /"([\w.-]+)"\s*%{1,3}\s*"([\w.-]+)"\s*%\s*(?:"([^"]*)"|([A-Za-z_][\w.]*))/g;

export function readSbt(text: string): Dependency[] {
  const variables = new Map([...text.matchAll(variable)].map(([, name = "", value = ""]) => [name, value]));
  return [...text.matchAll(sbtModule)].map(
    ({ 0: whole, 1: group = "", 2: artifact = "", 3: literal, 4: name = "", index }) =>
      maven(
        `${group}:${artifact}`,
        literal ?? variables.get(name.slice(name.lastIndexOf(".") + 1)) ?? "",
        index,
        index + whole.length,
      ),
  );
}

/** Gradle's version catalog: `[libraries]` with versions inline or by reference. */
export function readVersionCatalog(text: string): Dependency[] {
  const leaves = tomlLeaves(text);
  const versions = new Map(below(leaves, ["versions"]).map(({ path, value }) => [path[0] ?? "", value]));
  return [...byFirstKey(below(leaves, ["libraries"])).values()].flatMap((own): Dependency[] => {
    const value = (...path: readonly string[]): Leaf | undefined =>
      own.find((leaf) => leaf.path.join(".") === path.join("."));
    const inline = value();
    if (inline) {
      const [group = "", artifact = "", version = ""] = inline.value.split(":");
      return [maven(`${group}:${artifact}`, version, inline.valueRange.start, inline.valueRange.end)];
    }
    const module = value("module");
    const name = module?.value ?? `${value("group")?.value ?? ""}:${value("name")?.value ?? ""}`;
    const place = (module ?? value("name"))?.valueRange;
    const version = value("version")?.value ?? versions.get(value("version", "ref")?.value ?? "") ?? "";
    return place ? [maven(name, version, place.start, place.end)] : [];
  });
}

function maven(name: string, requested: string, start: number, end: number): Dependency {
  return {
    ecosystem: "maven",
    name,
    requested,
    start,
    end,
    ...(requested.includes("$") ? {} : readRange("maven", requested)),
  };
}
