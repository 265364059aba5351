import type { Environment } from "../../environment/isolate.ts";
import { isDatabricksVariable } from "../../environment/isolate.ts";
import { attributes } from "../../environment/attributes.ts";
import { isSecretName } from "../describeValue.ts";
import { foreseen } from "../../errors/explain.ts";
import type { Check, Facts } from "../facts.ts";
import { originOf, quoted, variableSource } from "../facts.ts";
import type { EnvironmentFile } from "../../environment/environmentFile.ts";
import type { Source } from "../input.ts";
import type { Finding } from "../report.ts";
import { groupList, list } from "../words.ts";

/** Files such as `.env`: what they would do to a program that loads them. */
export const environmentFiles: Check = {
  run: (facts) => {
    const { files, environment, place } = facts.input;
    return files.flatMap((file) => [
      ...mixed(file),
      ...mixedWith(file, environment, place),
      ...differing(file, environment, place),
      ...elsewhere(file, facts),
    ]);
  },
};

/** One file that holds two ways of signing in. */
function mixed(file: EnvironmentFile): Finding[] {
  const groups = groupsOf(file);
  if (groups.size < 2 || file.variables.some(({ name }) => name === "DATABRICKS_AUTH_TYPE")) return [];
  const names = [...groups.values()].flat();
  const error = foreseen("mixed-auth");
  return [
    {
      id: "file-mixed-methods",
      severity: "warning",
      title: `${file.label} holds settings for ${groupList([...groups.keys()])}, and names no way of signing in.`,
      detail: `A program that loads it stops with ${quoted(error, [...groups.keys()].join(" and "))}.`,
      advice: error.fix,
      places: names.map((name) => sourceOf(file, name)),
      actions: openFirst(file, names),
    },
  ];
}

/** A file and the environment that each are fine, and together are not. */
function mixedWith(file: EnvironmentFile, environment: Environment, place: string): Finding[] {
  const own = groupsOf(file);
  const isNamed = [
    environment["DATABRICKS_AUTH_TYPE"],
    file.variables.find(({ name }) => name === "DATABRICKS_AUTH_TYPE")?.value,
  ];
  if (own.size !== 1 || isNamed.some((name) => (name ?? "") !== "")) return [];
  const [group] = own.keys();
  const strangers = attributes.filter(({ group: other }) => other !== undefined && other !== group);
  const set = strangers.flatMap(({ variables }) => variables.filter((name) => (environment[name] ?? "") !== ""));
  if (set.length === 0) return [];
  return [
    {
      id: "file-mixed-with-environment",
      severity: "warning",
      title: `${file.label} signs in with ${groupList([...own.keys()])}, but the environment already has ${list(set.map((name) => `\`${name}\``))}.`,
      detail: `${file.loadedBy}; both then count, and SDKs stop with “more than one authorization method configured”.`,
      advice:
        "Start the program where those variables are not set, or name the way of signing in with `DATABRICKS_AUTH_TYPE`.",
      places: set.map((name) => variableSource(name, { place })),
      actions: [{ kind: "openTerminal", title: "Open clean terminal" }],
    },
  ];
}

/** The same variable with another value in the environment, which wins in most dotenv readers. */
function differing(file: EnvironmentFile, environment: Environment, place: string): Finding[] {
  if (file.replaces) return [];
  const names = file.variables
    .filter(
      ({ name, value }) =>
        isDatabricksVariable(name) &&
        (environment[name] ?? "") !== "" &&
        environment[name] !== value &&
        // A reference is replaced by something that is not known here.
        !/\$\{|^\$\w/.test(value),
    )
    .map(({ name }) => name);
  if (names.length === 0) return [];
  const decides = names.some(
    (name) => name === "DATABRICKS_HOST" || name === "DATABRICKS_CONFIG_PROFILE" || isSecretName(name),
  );
  return [
    {
      id: "file-overridden",
      severity: decides ? "warning" : "info",
      title: `The environment has other values than ${file.label} for ${list(names.map((name) => `\`${name}\``))}.`,
      detail: "Loaders of such files leave alone what is set already, unless they are told otherwise.",
      advice: "Remove the variables from the environment if you mean those of the file.",
      places: [...names.map((name) => variableSource(name, { place })), ...names.map((name) => sourceOf(file, name))],
      actions: openFirst(file, names),
    },
  ];
}

/** A file that leads a program away from the workspace of the profile. */
function elsewhere(file: EnvironmentFile, { host, value, profile }: Facts): Finding[] {
  const own = file.variables.find(({ name }) => name === "DATABRICKS_HOST");
  const source = value("host")?.source;
  if (!own || !profile || source?.kind !== "configFile" || !host || "problem" in host) return [];
  if (own.value.includes("${") || originOf(own.value) === host.pasted.host) return [];
  return [
    {
      id: "file-other-host",
      severity: "info",
      title: `${file.label} names another workspace than [${profile.name}].`,
      detail: `${file.loadedBy}; its host then replaces that of the profile.`,
      advice:
        "Nothing to do if the project is meant to work with that workspace; otherwise remove `DATABRICKS_HOST` there.",
      places: [sourceOf(file, "DATABRICKS_HOST"), source],
      actions: openFirst(file, ["DATABRICKS_HOST"]),
    },
  ];
}

function groupsOf({ variables }: EnvironmentFile): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const { name, value } of variables) {
    const group = attributes.find((attribute) => attribute.variables.includes(name))?.group;
    if (group === undefined || value === "") continue;
    groups.set(group, [...(groups.get(group) ?? []), name]);
  }
  return groups;
}

function sourceOf({ label, path, variables }: EnvironmentFile, name: string): Source {
  const line = variables.find((variable) => variable.name === name)?.line;
  return { kind: "file", label: `${name} in ${label}`, path, ...(line === undefined ? {} : { line }) };
}

function openFirst({ path, variables }: EnvironmentFile, names: readonly string[]): Finding["actions"] {
  const line = variables.find(({ name }) => names.includes(name))?.line;
  return [{ kind: "openFile", title: "Open file", path, ...(line === undefined ? {} : { line }) }];
}
