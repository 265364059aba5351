import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Config } from "@databricks/sdk-experimental";
import fc from "fast-check";
import type { Answer, Situation } from "./situations.ts";
import { answerOf, clientOf, refusalOf, settingsOf, situations } from "./situations.ts";

/** The doctor's idea of an SDK against the SDK itself: it is one of the project's own dependencies. */
describe("auth doctor and the JavaScript SDK", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "pwaf-sdk-"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  async function ofSdk({ environment, cfg }: Situation): Promise<Answer> {
    const configFile = join(folder, "databrickscfg");
    writeFileSync(configFile, cfg);
    const config = new Config({ env: environment, configFile });
    try {
      await config.ensureResolved();
    } catch (error) {
      return refusalOf((error as Error).message);
    }
    const settings = config as unknown as Readonly<Record<string, string | undefined>>;
    const values = settingsOf("jsExperimental").flatMap(({ key }) => {
      const value = settings[key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())];
      return value === undefined ? [] : [[key, value] as const];
    });
    return Object.fromEntries(values);
  }

  it("agree about values, profiles and mixtures", async () => {
    await fc.assert(
      fc.asyncProperty(situations("jsExperimental"), async (situation) => {
        assert.deepEqual(answerOf("jsExperimental", situation), await ofSdk(situation));
      }),
      { numRuns: 1500 },
    );
  });

  it("agree about the order in which ways of signing in are tried", async () => {
    const lines: string[] = [];
    const silent = () => undefined;
    const logger = { info: (line: string) => void lines.push(line), debug: silent, error: silent, warn: silent };
    const config = new Config({ env: {}, configFile: join(folder, "none"), logger: logger as never });
    await assert.rejects(config.authenticate(new Headers()), /cannot configure default credentials/);
    const tried = lines.flatMap((line) => /^Attempting to configure auth: (.+)$/.exec(line)?.[1] ?? []);
    assert.deepEqual(tried, clientOf("jsExperimental").chain);
  });
});
