import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Config } from "@databricks/sdk-experimental";
import fc from "fast-check";
import { resolve } from "../../../../src/core/doctor/resolve.ts";
import { sdkClients } from "../../../../src/core/doctor/sdkClients.ts";
import { attributes, knows } from "../../../../src/core/environment/attributes.ts";
import { parseDatabrickscfg } from "../../../../src/core/profiles/databrickscfg.ts";
import { sampleInput } from "./sampleInput.ts";

const client = sdkClients.find(({ id }) => id === "jsExperimental");
assert(client);

const known = attributes.filter((attribute) => knows("jsExperimental", attribute));
const environmentKeys = known.filter(({ key }) => key !== "config_file");
const fileKeys = environmentKeys.filter(({ key }) => key !== "profile");

/** A value that suits the key, and tells the places apart. */
const valueFor = (key: string, place: string): string =>
  key === "host" ? `https://${place}.cloud.databricks.com` : `${place}-${key.replaceAll("_", "-")}`;

const profileName = fc.constantFrom("DEFAULT", "dev");
const some = (keys: readonly { readonly key: string }[]) =>
  fc.subarray(
    keys.map(({ key }) => key),
    { maxLength: 4 },
  );
const situation = fc.record({
  inEnvironment: some(environmentKeys.filter(({ key }) => key !== "profile")),
  profile: fc.option(fc.constantFrom("DEFAULT", "dev", "absent"), { nil: undefined }),
  sections: fc.uniqueArray(fc.record({ name: profileName, keys: some(fileKeys) }), { selector: ({ name }) => name }),
});

/** The doctor's idea of an SDK against the SDK itself: it is one of the project's own dependencies. */
describe("auth doctor and the JavaScript SDK", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "pwaf-sdk-"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** What the SDK itself makes of it: its values by key, or how it refuses. */
  async function ofSdk(environment: Readonly<Record<string, string>>, configFile: string) {
    const config = new Config({ env: environment, configFile });
    try {
      await config.ensureResolved();
    } catch (error) {
      const { message } = error as Error;
      const mixed = /more than one authorization method configured: ([\w -]+)\./.exec(message)?.[1];
      if (mixed !== undefined) return `mixed ${mixed}`;
      return /has no (\w+) profile configured/.test(message) ? "no profile" : message;
    }
    const settings = config as unknown as Readonly<Record<string, unknown>>;
    const values = new Map<string, unknown>();
    for (const { key } of fileKeys) {
      const name = key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
      if (settings[name] !== undefined) values.set(key, settings[name]);
    }
    return Object.fromEntries([...values].sort());
  }

  it("agree about values, profiles and mixtures", async () => {
    await fc.assert(
      fc.asyncProperty(situation, async ({ inEnvironment, profile, sections }) => {
        const environment: Record<string, string> = {};
        for (const { key, variables } of environmentKeys) {
          const [variable] = variables;
          if (inEnvironment.includes(key) && variable !== undefined) environment[variable] = valueFor(key, "env");
        }
        if (profile !== undefined) environment["DATABRICKS_CONFIG_PROFILE"] = profile;
        const text = sections
          .map(({ name, keys }) => [
            `[${name}]`,
            ...keys.map((key) => `${key} = ${valueFor(key, name.toLowerCase())}`),
            "",
          ])
          .flat()
          .join("\n");
        const path = join(folder, "databrickscfg");
        writeFileSync(path, text);

        const { values, outcome } = resolve(client, sampleInput({ environment, cfg: text }), parseDatabrickscfg(text));
        const own: unknown =
          outcome.kind === "mixed"
            ? `mixed ${outcome.groups.join(" and ")}`
            : outcome.kind === "noProfile"
              ? "no profile"
              : Object.fromEntries(
                  [...values.values()]
                    .filter(({ attribute }) => attribute.key !== "profile")
                    .map(({ attribute, value }) => [attribute.key, value])
                    .sort(),
                );
        assert.deepEqual(own, await ofSdk(environment, path));
      }),
      { numRuns: 300 },
    );
  });

  it("agree about the order in which ways of signing in are tried", async () => {
    const lines: string[] = [];
    const logger = {
      info: (message: string) => void lines.push(message),
      debug: () => undefined,
      error: () => undefined,
      warn: () => undefined,
    };
    const config = new Config({ env: {}, configFile: join(folder, "none"), logger: logger as never });
    await assert.rejects(config.authenticate(new Headers()), /cannot configure default credentials/);
    const tried = lines.flatMap((line) => /^Attempting to configure auth: (.+)$/.exec(line)?.[1] ?? []);
    assert.deepEqual(tried, client.chain);
  });
});
