import assert from "node:assert/strict";
import fc from "fast-check";
import { resolve } from "../../../../src/core/doctor/resolve.ts";
import type { SdkClient } from "../../../../src/core/doctor/sdkClients.ts";
import { sdkClients } from "../../../../src/core/doctor/sdkClients.ts";
import type { SdkId } from "../../../../src/core/environment/attributes.ts";
import { attributes, keyOf, knows, variablesOf } from "../../../../src/core/environment/attributes.ts";
import { parseDatabrickscfg } from "../../../../src/core/profiles/databrickscfg.ts";
import { sampleInput } from "./sampleInput.ts";

/** An environment and a configuration file that an SDK may find. */
export interface Situation {
  readonly environment: Readonly<Record<string, string>>;
  readonly cfg: string;
}

/** Values by key of the file, or how it is refused: `no profile`, `mixed oauth and pat`. */
export type Answer = string | Readonly<Record<string, string>>;

export function clientOf(id: SdkId): SdkClient {
  const client = sdkClients.find((candidate) => candidate.id === id);
  assert(client);
  return client;
}

/** Keys of the file that an SDK knows, with the variable of each. Flags are left out: SDKs read them in ways of their own. */
export function settingsOf(id: SdkId): { readonly key: string; readonly variable: string | undefined }[] {
  return attributes
    .filter((attribute) => knows(id, attribute))
    .filter(({ key }) => !["config_file", "profile", "azure_use_msi", "scopes"].includes(key))
    .map((attribute) => ({ key: keyOf(id, attribute), variable: variablesOf(id, attribute)[0] }));
}

/** Situations that hold any few settings in any places. */
export function situations(id: SdkId): fc.Arbitrary<Situation> {
  const settings = settingsOf(id);
  // One alone shows what it does by itself.
  const some = fc.oneof(
    fc.subarray(settings, { maxLength: 4 }),
    fc.constantFrom(...settings).map((one) => [one]),
  );
  const parts = fc.record({
    inEnvironment: some,
    profile: fc.option(fc.constantFrom("DEFAULT", "dev", "absent"), { nil: undefined, freq: 1 }),
    default: fc.option(fc.constantFrom("DEFAULT", "dev"), { nil: undefined, freq: 1 }),
    sections: fc.uniqueArray(fc.record({ name: fc.constantFrom("DEFAULT", "dev"), settings: some }), {
      selector: ({ name }) => name,
    }),
  });
  return parts.map(({ inEnvironment, profile, default: named, sections }) => ({
    environment: Object.fromEntries([
      ...inEnvironment.flatMap(({ key, variable }) =>
        variable === undefined ? [] : [[variable, valueOf(key, "env")]],
      ),
      ...(profile === undefined ? [] : [["DATABRICKS_CONFIG_PROFILE", profile]]),
    ]) as Record<string, string>,
    cfg: [
      ...(named === undefined ? [] : ["[__settings__]", `default_profile = ${named}`]),
      ...sections.flatMap((section) => [
        `[${section.name}]`,
        ...section.settings.map(({ key }) => `${key} = ${valueOf(key, section.name.toLowerCase())}`),
      ]),
      "",
    ].join("\n"),
  }));
}

/** What the doctor says that an SDK makes of a situation. */
export function answerOf(id: SdkId, { environment, cfg }: Situation): Answer {
  const { values, outcome } = resolve(clientOf(id), sampleInput({ environment, cfg }), parseDatabrickscfg(cfg));
  if (outcome.kind === "mixed") return `mixed ${outcome.groups.join(" and ")}`;
  if (outcome.kind === "noProfile") return "no profile";
  const shown = [...values.values()].filter(({ attribute }) => attribute.key !== "profile");
  return Object.fromEntries(shown.map(({ attribute, value }) => [keyOf(id, attribute), value]));
}

/** A refusal of an SDK, by its message. */
export function refusalOf(message: string): string {
  const mixed = /more than one authorization method configured: ([\w -]+)/.exec(message)?.[1];
  if (mixed !== undefined) return `mixed ${mixed}`;
  return /has no \w+ profile configured/.test(message) ? "no profile" : message;
}

/** A value that suits the key, and tells the places apart. */
function valueOf(key: string, place: string): string {
  return key === "host" ? `https://${place}.cloud.databricks.com` : `${place}-${key}`;
}
