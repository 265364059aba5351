import { foreseen } from "../../errors/explain.ts";
import type { Check, Facts } from "../facts.ts";
import { quoted, variableSource } from "../facts.ts";
import type { Finding } from "../report.ts";
import { isReservedSection } from "../resolve.ts";
import { list } from "../words.ts";

/** Which section of the configuration file is read, and by whom. */
export const profileChoice: Check = {
  passed: ({ profile }) => profile && `The profile [${profile.name}] is in the configuration file.`,
  run: (facts) => [...absent(facts), ...skipped(facts), ...disagreement(facts), ...mixesWithFile(facts)],
};

function absent({ input, resolutions, cfg }: Facts): Finding[] {
  const failing = resolutions.find(({ outcome }) => outcome.kind === "noProfile");
  if (failing?.outcome.kind !== "noProfile") return [];
  const { profile } = failing.outcome;
  const names = cfg.sections.map(({ name }) => name);
  const fromVariable = input.profileName === undefined && input.environment["DATABRICKS_CONFIG_PROFILE"] === profile;
  const error = foreseen("unknown-profile", { profile });
  const known = names.length === 0 ? "It has no profiles." : `It has ${list(names)}.`;
  return [
    {
      id: "profile-missing",
      severity: "error",
      title: isReservedSection(profile)
        ? `\`${profile}\` is a section that Databricks' tools keep for themselves, not a profile.`
        : `There is no profile “${profile}” in ${input.configFile.path}.`,
      detail: `${known} Clients stop with ${quoted(error, input.configFile.path, profile)}.`,
      advice: error.fix,
      places: fromVariable ? [variableSource("DATABRICKS_CONFIG_PROFILE", input)] : [],
      actions: openFile(input.configFile),
    },
  ];
}

/** A host or token in the environment switches the whole file off, unless a profile is named. */
function skipped({ input, resolutions, cfg }: Facts): Finding[] {
  const skipping = resolutions.filter(({ skipsFile }) => skipsFile);
  const first = skipping[0];
  if (!first || cfg.sections.length === 0) return [];
  const isHelpless = skipping.every(({ outcome }) => outcome.kind === "nothing" || outcome.kind === "incomplete");
  const cause = [...first.values.values()].find(
    ({ attribute }) => attribute.group !== undefined || attribute.key === "host",
  );
  return [
    {
      id: "file-skipped",
      severity: isHelpless ? "warning" : "info",
      title: "The configuration file is not read, because the environment says something already.",
      detail: `Affected: ${list(skipping.map(({ client }) => client.label))}. They pass the whole file over when a host or credentials are set and no profile is named.`,
      advice: isHelpless
        ? "Name the profile in `DATABRICKS_CONFIG_PROFILE`, or remove the variables."
        : "Nothing to do if the variables are what you mean; otherwise name a profile in `DATABRICKS_CONFIG_PROFILE`.",
      places: cause ? [cause.source] : [],
      actions: input.profileName === undefined ? [{ kind: "openTerminal", title: "Open clean terminal" }] : [],
    },
  ];
}

/** `default_profile` is not honoured by every SDK. */
function disagreement({ input, resolutions }: Facts): Finding[] {
  if (input.profileName !== undefined || (input.environment["DATABRICKS_CONFIG_PROFILE"] ?? "") !== "") return [];
  const readers = resolutions.filter(({ skipsFile, client }) => !skipsFile && !client.alwaysReadsFile);
  const names = new Map(readers.map(({ client, profile }) => [client.label, profile ?? "no profile"]));
  if (new Set(names.values()).size < 2) return [];
  return [
    {
      id: "default-differs",
      severity: "warning",
      title: "Not every client takes the same profile when none is named.",
      detail: [...names].map(([client, profile]) => `${client}: ${profile}`).join("; "),
      advice: "Name the profile in `DATABRICKS_CONFIG_PROFILE`; then all of them agree.",
      places: [],
      actions: openFile(input.configFile),
    },
  ];
}

/** One SDK always reads the file, so a default profile there is mixed with what the environment says. */
function mixesWithFile({ resolutions, value }: Facts): Finding[] {
  const others = resolutions.filter(({ client }) => !client.alwaysReadsFile);
  const mixer = resolutions.find(({ client }) => client.alwaysReadsFile);
  if (!mixer?.profile || value("auth_type") || !others.every(({ skipsFile }) => skipsFile)) return [];
  const added = [...mixer.values.values()].filter(
    ({ source, attribute }) => source.kind === "configFile" && attribute.group !== undefined,
  );
  if (added.length === 0) return [];
  return [
    {
      id: "file-mixed-in",
      severity: "warning",
      title: `${mixer.client.label} adds credentials of [${mixer.profile}] to those of the environment.`,
      detail:
        "It reads the file whatever the environment says, and takes the first way of signing in that has all it needs.",
      advice: "Name the way of signing in with `DATABRICKS_AUTH_TYPE`.",
      places: added.map(({ source }) => source),
      actions: [{ kind: "openTerminal", title: "Open clean terminal" }],
    },
  ];
}

function openFile({ path, text }: { readonly path: string; readonly text?: string }) {
  return text === undefined ? [] : [{ kind: "openFile" as const, title: "Open configuration file", path }];
}
