import assert from "node:assert/strict";
import { applyEdits } from "../../../../src/core/base/text.ts";
import { checkTogether, identity } from "./samples.ts";

/** The driver for Node.js calls the User-Agent `userAgentEntry` since 1.10.0; 1.9.0 knows only `clientId` (read in the packages). */
describe("the User-Agent of the Node.js driver", () => {
  const connect = (options: string) =>
    `import { DBSQLClient } from "@databricks/sql";\nawait new DBSQLClient().connect({ ${options} });\n`;

  async function findings(text: string, driver?: string) {
    const manifest = { dependencies: driver === undefined ? {} : { "@databricks/sql": driver } };
    const texts = new Map([
      ["/acme/package.json", JSON.stringify(manifest)],
      ["/acme/src/main.ts", text],
    ]);
    return (await checkTogether(texts, { identity })).get("/acme/src/main.ts") ?? [];
  }

  for (const [driver, option] of [
    ["1.8.4", "clientId"],
    ["~1.9.0", "clientId"],
    ["1.10.0", "userAgentEntry"],
    ["^1.8.4", "userAgentEntry"],
    ["^2.1.0", "userAgentEntry"],
    [undefined, "userAgentEntry"],
  ] as const) {
    it(`is ${option} for ${driver ?? "a driver of unknown version"}`, async () => {
      const text = connect("host, path, token");
      const [missing, ...others] = await findings(text, driver);
      assert.deepEqual([missing?.rule, others], ["ua-missing-node-sql", []]);
      const fixed = applyEdits(text, missing?.fix?.edits ?? []);
      assert.equal(fixed, connect(`host, path, token, ${option}: "Acme_Loader/1.2.0"`));
      assert.deepEqual(await findings(fixed, driver), []);

      const old = await findings(connect('host, path, token, clientId: "Acme_Loader/1.2.0"'), driver);
      assert.deepEqual(
        old.map(({ rule }) => rule),
        option === "clientId" ? [] : ["ua-deprecated-node-clientid"],
      );

      const current = await findings(connect('host, path, token, userAgentEntry: "Acme_Loader/1.2.0"'), driver);
      assert.deepEqual(
        current.map(({ rule, message }) => `${rule}: ${/ignores it/.test(message)}`),
        option === "clientId" ? ["ua-missing-node-sql: true"] : [],
      );
    });
  }
});
