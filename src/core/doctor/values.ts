import { attributes, defaultOidcTokenVariable } from "../environment/attributes.ts";
import type { Attribute } from "../environment/attributes.ts";
import { isDatabricksVariable } from "../environment/isolate.ts";
import { describeValue, isSecretName } from "./describeValue.ts";
import type { Facts } from "./facts.ts";
import { variableSource } from "./facts.ts";
import type { Source } from "./input.ts";
import type { ValuePlace, ValueRow } from "./report.ts";

/** Every setting that is found anywhere, with all the places that set it and what becomes of each. */
export function valueRows(facts: Facts): ValueRow[] {
  const known = attributes.map((attribute) => attributeRow(attribute, facts));
  return [...known, ...otherRows(facts)].filter(({ places }) => places.length > 0);
}

function attributeRow(attribute: Attribute, facts: Facts): ValueRow {
  const { input, resolutions, profile } = facts;
  const isSecret = attribute.secret === true || isSecretName(attribute.key);
  const names = [...new Set([...attribute.variables, ...Object.values(attribute.variablesOf ?? {}).flat()])];
  const places: ValuePlace[] = [];
  const add = (source: Source, value: string, standing: ValuePlace["standing"]) =>
    places.push({ source, shown: describeValue(attribute.key, value, isSecret), standing });
  const chosen = resolutions.flatMap(({ values }) => values.get(attribute.key) ?? []);
  const standingOf = (isChosen: (source: Source) => boolean): ValuePlace["standing"] => {
    const count = chosen.filter(({ source }) => isChosen(source)).length;
    if (count === 0) return "overridden";
    return count === chosen.length ? "used" : "partly used";
  };
  for (const name of names) {
    const value = input.environment[name] ?? "";
    if (value !== "")
      add(
        variableSource(name, input),
        value,
        standingOf(({ variable }) => variable === name),
      );
  }
  const section = profile?.entries.findLast(({ key, value }) => key === attribute.key && value !== "");
  if (profile && section) {
    const { path } = input.configFile;
    const source: Source = { kind: "configFile", label: `[${profile.name}] of ${path}`, path, line: section.line + 1 };
    add(
      source,
      section.value,
      standingOf(({ kind }) => kind === "configFile"),
    );
  }
  for (const name of names) {
    places.push(...inFiles(name, facts, (value) => describeValue(attribute.key, value, isSecret)));
  }
  return { name: attribute.variables[0] ?? attribute.key, places: sorted(places) };
}

/** Variables of Databricks that are no setting of unified authentication. */
function otherRows(facts: Facts): ValueRow[] {
  const { input } = facts;
  const known = new Set(
    attributes.flatMap(({ variables, variablesOf }) => [...variables, ...Object.values(variablesOf ?? {}).flat()]),
  );
  const names = new Set(
    [...Object.keys(input.environment), ...input.files.flatMap(({ variables }) => variables.map(({ name }) => name))]
      .filter((name) => isDatabricksVariable(name) && !known.has(name))
      .sort(),
  );
  return [...names].map((name) => {
    const value = input.environment[name] ?? "";
    const isSecret = isSecretName(name) || name === defaultOidcTokenVariable;
    const own: ValuePlace[] =
      value === ""
        ? []
        : [{ source: variableSource(name, input), shown: shownOther(name, value, isSecret), standing: "unread" }];
    return { name, places: [...own, ...inFiles(name, facts, (found) => shownOther(name, found, isSecret))] };
  });
}

/** A variable that nobody knows may hold an address with a password, or a list of properties. */
function shownOther(name: string, value: string, isSecret: boolean): string {
  return describeValue(name, value, isSecret || /[@=;\s]/.test(value));
}

function inFiles(name: string, { input }: Facts, shown: (value: string) => string): ValuePlace[] {
  return input.files.flatMap(({ label, path, variables }) =>
    variables
      .filter((variable) => variable.name === name && variable.value !== "")
      .map(({ value, line }) => ({
        source: { kind: "file", label, path, line },
        shown: shown(value),
        standing: "not loaded",
      })),
  );
}

const order: readonly ValuePlace["standing"][] = ["used", "partly used", "overridden", "unread", "not loaded"];

function sorted(places: readonly ValuePlace[]): ValuePlace[] {
  return [...places].sort((a, b) => order.indexOf(a.standing) - order.indexOf(b.standing));
}
