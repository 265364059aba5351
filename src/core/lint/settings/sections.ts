import type { ConfigurationKind } from "../languages/configurationFiles.ts";
import { readIni } from "./ini.ts";
import type { Leaf } from "./leaf.ts";
import { settingsOf } from "./leaf.ts";
import { readProperties } from "./properties.ts";
import type { ConfigurationRole } from "./role.ts";
import type { Setting, SettingsSection } from "./section.ts";
import { readTerraform } from "./terraform.ts";
import type { XmlElement } from "./xml.ts";
import { parseXml } from "./xml.ts";

/** Sections of nested files by their role; each document of a file is one, each output of a dbt profile is one. */
export function nestedSections(
  name: string,
  role: ConfigurationRole,
  documents: readonly (readonly Leaf[])[],
): SettingsSection[] {
  return documents.flatMap((leaves) => {
    const entries = settingsOf(leaves);
    if (role === "dbt") return dbtOutputs(leaves);
    return section(
      role === "compose" || role === "kubernetes" || role === "launch" || role === "devcontainer" || role === "iceberg"
        ? "other"
        : role,
      name,
      entries,
    );
  });
}

/** Sections of flat files. */
export function flatSections(
  name: string,
  kind: ConfigurationKind,
  role: ConfigurationRole,
  text: string,
): SettingsSection[] {
  switch (kind) {
    case "ini": {
      const of = /databrickscfg/i.test(name) ? "databrickscfg" : /odbc(?:inst)?\.ini$/i.test(name) ? "odbc" : "other";
      return readIni(text).map(({ name: title, start, end, entries }) => ({
        kind: of,
        name: title || name,
        start,
        end,
        entries,
      }));
    }
    case "properties":
      return section(role === "spring" ? "spring" : "properties", name, readProperties(text));
    case "xml":
      return section(/^pom\b.*\.xml$/i.test(name) ? "maven" : "other", name, xmlSettings(parseXml(text)));
    case "gradle":
      return section("gradle", name, assignments(text));
    case "terraform":
      return readTerraform(text);
    default:
      return [];
  }
}

/** The targets of `profiles.yml`: `<profile>.outputs.<target>`. */
function dbtOutputs(leaves: readonly Leaf[]): SettingsSection[] {
  const outputs = new Map<string, Leaf[]>();
  for (const leaf of leaves) {
    const [profile, outputsKey, target, ...path] = leaf.path;
    if (outputsKey !== "outputs" || target === undefined || path.length === 0) continue;
    const name = `${profile}.${target}`;
    outputs.set(name, [...(outputs.get(name) ?? []), { ...leaf, path }]);
  }
  return [...outputs].flatMap(([name, own]) => section("dbt", name, settingsOf(own)));
}

function section(kind: SettingsSection["kind"], name: string, entries: readonly Setting[]): SettingsSection[] {
  if (entries.length === 0) return [];
  // A long list is no list of arguments: the stack holds some 100 000.
  const start = entries.reduce((least, { keyRange }) => Math.min(least, keyRange.start), Infinity);
  const end = entries.reduce((most, { valueRange }) => Math.max(most, valueRange.end), 0);
  return [{ kind, name, start, end, entries }];
}

/** Texts and attributes of elements, by the names of the elements around them; an element's `name` attribute counts as its name. */
function xmlSettings(root: XmlElement): Setting[] {
  const settings: Setting[] = [];
  const read = (element: XmlElement, path: readonly string[]): void => {
    for (const child of element.children) {
      const keyRange = { start: child.start, end: child.end };
      const named = child.attributes.get("name") ?? child.attributes.get("key");
      const own = [...path, child.name];
      for (const [attribute, { value, range }] of child.attributes)
        settings.push({ key: [...own, attribute].join("."), value, keyRange: range, valueRange: range });
      const value = named && child.attributes.get("value");
      if (named && value)
        settings.push({
          key: [...path, named.value].join("."),
          value: value.value,
          keyRange: named.range,
          valueRange: value.range,
        });
      if (child.text !== "") {
        const key = [...(named ? [...path, named.value] : own)].join(".");
        settings.push({ key, value: child.text, keyRange, valueRange: child.textRange });
      }
      read(child, own);
    }
  };
  read(root, []);
  return settings;
}

const assignment =
  /(?<![\w.])([A-Za-z_][\w.]*)[ \t]*(?:\+?=|\()?[ \t]*(?:(?:listOf|arrayOf)\(|\[)?[ \t]*(["'])((?:(?!\2)[^\\\n]|\\.)*)\2/g;

/** `name = "value"`, `name "value"` and `name("value")` of a Gradle script; of a list only the first element. */
function assignments(text: string): Setting[] {
  return [...text.matchAll(assignment)].map(({ 0: whole, 1: key = "", 3: value = "", index }) => {
    const end = index + whole.length - 1;
    return {
      key,
      value,
      keyRange: { start: index, end: index + key.length },
      valueRange: { start: end - value.length, end },
    };
  });
}
