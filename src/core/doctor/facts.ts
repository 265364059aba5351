import { errorText } from "../base/errors.ts";
import type { foreseen } from "../errors/explain.ts";
import type { CfgSection, Databrickscfg } from "../profiles/databrickscfg.ts";
import { parseDatabrickscfg } from "../profiles/databrickscfg.ts";
import type { PastedHost } from "../profiles/host.ts";
import { parseHost } from "../profiles/host.ts";
import type { DoctorInput, Source } from "./input.ts";
import type { Finding } from "./report.ts";
import type { ChosenValue, Resolution } from "./resolve.ts";
import { resolve } from "./resolve.ts";
import { sdkClients } from "./sdkClients.ts";

/** What checks look at: the input, and what follows from it. */
export interface Facts {
  readonly input: DoctorInput;
  readonly cfg: Databrickscfg;
  readonly resolutions: readonly Resolution[];
  /** The profile that is looked at: named, or what most clients read. */
  readonly profile: CfgSection | undefined;
  /** A value as the Python SDK, which knows most, would use it. */
  readonly value: (key: string) => ChosenValue | undefined;
  readonly host: { readonly pasted: PastedHost } | { readonly problem: string } | undefined;
}

/** A check looks at one thing. */
export interface Check {
  /** What is in order when there is no finding; absent where silence says nothing. */
  readonly passed?: (facts: Facts) => string | undefined;
  readonly run: (facts: Facts) => readonly Finding[];
}

export function factsOf(input: DoctorInput): Facts {
  const cfg = parseDatabrickscfg(input.configFile.text ?? "");
  const resolutions = sdkClients.map((client) => resolve(client, input, cfg));
  const name = input.profileName ?? resolutions.find(({ profile }) => profile !== undefined)?.profile;
  const value = (key: string) => {
    for (const { values } of resolutions) {
      const found = values.get(key);
      if (found) return found;
    }
    return undefined;
  };
  return {
    input,
    cfg,
    resolutions,
    profile: cfg.sections.find((section) => section.name === name),
    value,
    host: hostOf(value("host")),
  };
}

/** The message of a known error in quotes, with values in the places of its `…`. */
export function quoted({ says }: ReturnType<typeof foreseen>, ...values: readonly string[]): string {
  const rest = [...values];
  return `“${(says[0] ?? "").replace(/…/g, () => rest.shift() ?? "…")}”`;
}

/** The variable of the environment as a source. */
export function variableSource(name: string, { place }: Pick<DoctorInput, "place">): Source {
  return { kind: "environment", label: `${name} of ${place}`, variable: name };
}

function hostOf(found: ChosenValue | undefined): Facts["host"] {
  if (!found) return undefined;
  try {
    return { pasted: parseHost(found.value) };
  } catch (error) {
    return { problem: errorText(error) };
  }
}

/** Origin of a workspace however it is written; the text itself where it is no address. */
export function originOf(pasted: string): string {
  try {
    return parseHost(pasted).host;
  } catch {
    return pasted;
  }
}
