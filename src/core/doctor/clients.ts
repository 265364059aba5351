import type { Facts } from "./facts.ts";
import type { DoctorInput } from "./input.ts";
import type { ClientRow } from "./report.ts";
import type { Outcome, Resolution } from "./resolve.ts";
import { sectionLabel } from "./resolve.ts";
import { driversWithoutSettings } from "./sdkClients.ts";
import { list } from "./words.ts";

/** What each client would do with what it finds. */
export function clientRows({ resolutions, input }: Facts): ClientRow[] {
  const rows = resolutions.map((resolution) => ({
    client: resolution.client.label,
    reads: readsText(resolution, input),
    signsIn: outcomeText(resolution.outcome),
    fails: resolution.outcome.kind !== "method",
  }));
  return [
    ...rows,
    {
      client: driversWithoutSettings,
      reads: "no variable and no file",
      signsIn: "with what the program passes; the Python connector opens a browser when that is nothing",
      fails: false,
    },
  ];
}

function readsText({ profile, values, skipsFile }: Resolution, input: DoctorInput): string {
  const fromEnvironment = [...values.values()].some(({ source }) => source.kind === "environment");
  const sources = [
    ...(fromEnvironment ? ["the environment"] : []),
    ...(profile === undefined ? [] : [sectionLabel(profile, input)]),
  ];
  if (sources.length === 0) return "nothing: it finds no settings";
  return `${list(sources)}${skipsFile && input.configFile.text !== undefined ? ", not the file" : ""}`;
}

function outcomeText(outcome: Outcome): string {
  switch (outcome.kind) {
    case "method": {
      const { method, tries } = outcome;
      if (method === undefined) return `tries ${list(tries.map(code))}`;
      return tries.length === 0 ? `with ${code(method)}` : `tries ${list(tries.map(code))}, then ${code(method)}`;
    }
    case "mixed":
      return `stops: ${outcome.groups.join(" and ")} are mixed`;
    case "noProfile":
      return `stops: there is no profile ${outcome.profile}`;
    case "unknownMethod":
      return `stops: it does not know ${code(outcome.method)}`;
    case "incomplete":
      return `stops: ${code(outcome.method)} lacks ${list(outcome.missing)}`;
    case "nothing":
      return "stops: it finds no way to sign in";
  }
}

function code(text: string): string {
  return `\`${text}\``;
}
