import type { Attribute, SdkId } from "../environment/attributes.ts";
import { attributes, groupOf, keyOf, knows, variablesOf } from "../environment/attributes.ts";
import type { CfgSection, Databrickscfg } from "../profiles/databrickscfg.ts";
import { settingsSection, valueOf } from "../profiles/databrickscfg.ts";
import type { DoctorInput, Source } from "./input.ts";
import { readiness } from "./methods.ts";
import type { SdkClient } from "./sdkClients.ts";

/** A value that an SDK uses, and where it has it from. */
export interface ChosenValue {
  readonly attribute: Attribute;
  readonly value: string;
  readonly source: Source;
}

/** How an SDK would sign in. */
export type Outcome =
  /** `method` once nothing of `tries` worked; without it, everything depends on them. */
  | { readonly kind: "method"; readonly method?: string; readonly tries: readonly string[] }
  /** Refused: settings of more than one way of signing in, none named. */
  | { readonly kind: "mixed"; readonly groups: readonly string[] }
  /** The named profile is not in the file. */
  | { readonly kind: "noProfile"; readonly profile: string }
  /** A way is named that this SDK does not have. */
  | { readonly kind: "unknownMethod"; readonly method: string }
  /** The named way lacks something. */
  | { readonly kind: "incomplete"; readonly method: string; readonly missing: readonly string[] }
  | { readonly kind: "nothing" };

export interface Resolution {
  readonly client: SdkClient;
  /** Section of the configuration file that is read; absent when none is. */
  readonly profile?: string;
  /** The file is passed over because the environment says something already. */
  readonly skipsFile: boolean;
  readonly values: ReadonlyMap<string, ChosenValue>;
  /** Groups of settings that are there. */
  readonly groups: readonly string[];
  readonly outcome: Outcome;
}

/** What one SDK makes of an environment and a configuration file. */
export function resolve(client: SdkClient, input: DoctorInput, cfg: Databrickscfg): Resolution {
  const fromEnvironment = environmentValues(client.id, input);
  const named = input.profileName ?? fromEnvironment.get("profile")?.value;
  const groups = groupsOf(client.id, fromEnvironment);
  const says = groups.length > 0 || client.fileGivesWayTo.some((key) => fromEnvironment.has(key));
  const skipsFile = named === undefined && says && !client.alwaysReadsFile;
  const base = { client, skipsFile } as const;
  if (skipsFile) return { ...base, ...conclude(client, input, fromEnvironment) };

  const fallback = client.readsDefaultProfile ? valueOf({ entries: cfg.settings }, "default_profile") : undefined;
  const wanted = named ?? (fallback === "" ? undefined : fallback);
  const section = cfg.sections.find(
    ({ name, entries }) => name === (wanted ?? "DEFAULT") && !(client.overlooksEmptyProfiles && entries.length === 0),
  );
  if (!section) {
    if (wanted === undefined) return { ...base, ...conclude(client, input, fromEnvironment) };
    return { ...base, values: fromEnvironment, groups, outcome: { kind: "noProfile", profile: wanted } };
  }
  const values = new Map(fromEnvironment);
  for (const [key, value] of sectionValues(client.id, section, input)) if (!values.has(key)) values.set(key, value);
  return { ...base, profile: section.name, ...conclude(client, input, values) };
}

/** The label of a section, as sources name it. */
export function sectionLabel(section: string, { configFile }: Pick<DoctorInput, "configFile">): string {
  return `[${section}] of ${configFile.path}`;
}

export function isReservedSection(name: string): boolean {
  return name === settingsSection;
}

function environmentValues(sdk: SdkId, { environment, place, profileName }: DoctorInput): Map<string, ChosenValue> {
  const values = new Map<string, ChosenValue>();
  for (const attribute of attributes) {
    if (!knows(sdk, attribute)) continue;
    // What the program was told counts more.
    if (attribute.key === "profile" && profileName !== undefined) continue;
    const name = variablesOf(sdk, attribute).find((variable) => (environment[variable] ?? "") !== "");
    if (name === undefined) continue;
    const source: Source = { kind: "environment", label: `${name} of ${place}`, variable: name };
    values.set(attribute.key, { attribute, value: environment[name] ?? "", source });
  }
  return values;
}

function sectionValues(sdk: SdkId, section: CfgSection, input: DoctorInput): Map<string, ChosenValue> {
  const values = new Map<string, ChosenValue>();
  for (const attribute of attributes) {
    if (!knows(sdk, attribute) || attribute.key === "profile" || attribute.key === "config_file") continue;
    const key = keyOf(sdk, attribute);
    const entry = section.entries.findLast((candidate) => candidate.key === key && candidate.value !== "");
    if (!entry) continue;
    const { path } = input.configFile;
    const source: Source = { kind: "configFile", label: sectionLabel(section.name, input), path, line: entry.line + 1 };
    values.set(attribute.key, { attribute, value: entry.value, source });
  }
  return values;
}

function groupsOf(sdk: SdkId, values: ReadonlyMap<string, ChosenValue>): string[] {
  const groups = [...values.values()].flatMap(({ attribute }) => groupOf(sdk, attribute) ?? []);
  return [...new Set(groups)].sort();
}

function conclude(
  client: SdkClient,
  { environment }: DoctorInput,
  values: ReadonlyMap<string, ChosenValue>,
): Pick<Resolution, "values" | "groups" | "outcome"> {
  const groups = groupsOf(client.id, values);
  const sight = { environment, value: (key: string) => values.get(key)?.value };
  const named = sight.value("auth_type");
  const outcome = (): Outcome => {
    if (named !== undefined) {
      if (![...client.chain, ...client.onlyNamed].includes(named)) return { kind: "unknownMethod", method: named };
      const found = readiness(named, sight);
      if (typeof found === "object") return { kind: "incomplete", method: named, missing: found.missing };
      return found === "yes" ? { kind: "method", method: named, tries: [] } : { kind: "method", tries: [named] };
    }
    if (groups.length > 1 && client.refusesMixtures) return { kind: "mixed", groups };
    const tries: string[] = [];
    for (const method of client.chain) {
      const found = readiness(method, sight);
      if (found === "yes") return { kind: "method", method, tries };
      if (found === "maybe") tries.push(method);
    }
    return tries.length > 0 ? { kind: "method", tries } : { kind: "nothing" };
  };
  return { values, groups, outcome: outcome() };
}
