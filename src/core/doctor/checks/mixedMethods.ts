import { foreseen } from "../../errors/explain.ts";
import { quoted, type Check, type Facts } from "../facts.ts";
import type { Finding } from "../report.ts";
import type { Resolution } from "../resolve.ts";
import { groupList, list } from "../words.ts";

/** Settings of two ways of signing in: most SDKs stop at them. */
export const mixedMethods: Check = {
  passed: () => "No client sees more than one way of signing in.",
  run: (facts) => [...refused(facts), ...mixedSilently(facts)],
};

function refused({ resolutions }: Facts): Finding[] {
  const mixed = resolutions.filter(({ outcome }) => outcome.kind === "mixed");
  const first = mixed[0];
  if (!first) return [];
  const groups = mixed.reduce((most, { groups }) => (groups.length > most.length ? groups : most), first.groups);
  const places = groups.flatMap((group) => placesOf(first, group));
  const fromFile = places.find(({ kind }) => kind === "configFile");
  const variables = places.flatMap(({ variable }) => (variable === undefined ? [] : [`\`${variable}\``]));
  const error = foreseen("mixed-auth");
  const remove = fromFile && variables.length > 0 ? `Remove ${list(variables)} from the environment. ` : "";
  return [
    {
      id: "mixed-methods",
      severity: "error",
      title: `Settings for ${groupList(groups)} are mixed, and no way of signing in is named.`,
      detail: `Affected: ${list(mixed.map(({ client }) => client.label))}. They stop with ${quoted(error, groups.join(" and "))}.`,
      advice: `${remove}${error.fix}`,
      places,
      actions: [
        ...(fromFile?.path === undefined
          ? []
          : [
              {
                kind: "openFile" as const,
                title: "Open configuration file",
                path: fromFile.path,
                ...(fromFile.line === undefined ? {} : { line: fromFile.line }),
              },
            ]),
        { kind: "openTerminal", title: "Open clean terminal" },
      ],
    },
  ];
}

/** A named way makes SDKs overlook the rest, which then confuses people and tools that do not know the name. */
function mixedSilently({ resolutions, value }: Facts): Finding[] {
  const method = value("auth_type");
  const most = resolutions.reduce<Resolution | undefined>(
    (best, next) => (next.groups.length > (best?.groups.length ?? 1) ? next : best),
    undefined,
  );
  if (!method || !most || resolutions.some(({ outcome }) => outcome.kind === "mixed")) return [];
  return [
    {
      id: "mixed-but-named",
      severity: "info",
      title: `Settings for ${groupList(most.groups)} are there; \`${method.value}\` is named, so the rest is overlooked.`,
      advice: "Remove what is not used: a program that names another way would use it.",
      places: most.groups.flatMap((group) => placesOf(most, group)),
      actions: [],
    },
  ];
}

function placesOf({ values }: Resolution, group: string) {
  return [...values.values()].filter(({ attribute }) => attribute.group === group).map(({ source }) => source);
}
