import assert from "node:assert/strict";
import fc from "fast-check";
import { runningEmulator } from "../unit/emulator/running.ts";
import type { Answer } from "../unit/core/doctor/situations.ts";
import { answerOf, clientOf, refusalOf, settingsOf, situations } from "../unit/core/doctor/situations.ts";
import { python } from "./bed/python.ts";
import type { Workbench } from "./bed/toolchain.ts";
import { longestMs } from "./bed/toolchain.ts";
import { packagesOf } from "./snippetFiles.ts";

const installMs = 900_000;

/** Resolves each situation as the SDK does, up to where it would ask the network. */
const program = (situations: unknown, keys: readonly string[]) => `import json, os
from databricks.sdk.config import Config
from databricks.sdk.credentials_provider import DefaultCredentials

Config._resolve_host_metadata = lambda self: None
Config.init_auth = lambda self: None
prefixes = ("DATABRICKS_", "ARM_", "GOOGLE_CREDENTIALS")
answers = []
for situation in json.loads(${JSON.stringify(JSON.stringify(situations))}):
    for name in list(os.environ):
        if name.startswith(prefixes):
            del os.environ[name]
    with open("cfg", "w") as file:
        file.write(situation["cfg"])
    os.environ.update(situation["environment"])
    os.environ["DATABRICKS_CONFIG_FILE"] = os.path.abspath("cfg")
    try:
        config = Config()
        answers.append({key: getattr(config, key) for key in ${JSON.stringify(keys)} if getattr(config, key)})
    except ValueError as error:
        answers.append(str(error))
chain = [provider.auth_type() for provider in DefaultCredentials()._auth_providers]
print("ANSWERS" + json.dumps({"answers": answers, "chain": chain}))
`;

/** The doctor's idea of an SDK against the SDK itself. */
describe("auth doctor and the Databricks SDK for Python", function () {
  this.timeout(longestMs + 30_000);
  const emulator = runningEmulator({ proxyPort: 0 });
  let workbench: Workbench;

  before("installs it", async function () {
    this.timeout(installMs);
    const why = await python.missing();
    if (why !== undefined) {
      console.log(`    Python is not at hand (${why}): the doctor is not held against its SDK here`);
      return this.skip();
    }
    workbench = await python.install(packagesOf("python", { packages: ["databricks-sdk"] }));
  });

  it("agree about values, profiles, mixtures, and the order of ways of signing in", async () => {
    const { caFile, proxyUrl = "", httpsUrl } = emulator.current;
    const all = fc.sample(situations("python"), 1500);
    const keys = settingsOf("python").map(({ key }) => key);
    const { output } = await workbench.run(program(all, keys), {
      env: {},
      network: { caFile, proxyUrl, httpsPort: Number(new URL(httpsUrl).port) },
    });
    const json = /^ANSWERS(.*)$/m.exec(output)?.[1];
    assert.ok(json !== undefined, output);
    const { answers, chain } = JSON.parse(json) as { answers: readonly Answer[]; chain: readonly string[] };
    assert.equal(answers.length, all.length);
    for (const [index, answer] of answers.entries()) {
      const situation = all[index];
      assert(situation);
      const theirs = typeof answer === "string" ? refusalOf(answer) : answer;
      assert.deepEqual(answerOf("python", situation), theirs, JSON.stringify(situation));
    }
    const { chain: own, onlyNamed } = clientOf("python");
    assert.deepEqual(
      chain.filter((name) => !onlyNamed.includes(name)),
      own,
    );
  });
});
