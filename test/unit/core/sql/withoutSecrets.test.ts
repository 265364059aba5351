import assert from "node:assert/strict";
import { withoutSecrets } from "../../../../src/core/sql/withoutSecrets.ts";

const hidden = "'<redacted>'";

describe("withoutSecrets", () => {
  const cases: Readonly<Record<string, string>> = {
    "CREATE CONNECTION c TYPE postgresql OPTIONS (host 'h', user 'u', password 'p;w')": `CREATE CONNECTION c TYPE postgresql OPTIONS (host 'h', user 'u', password ${hidden})`,
    "OPTIONS ('password' = \"x\", 'port' = '5432')": `OPTIONS ('password' = ${hidden}, 'port' = '5432')`,
    "f(client_secret => 'x', `aws_secret_access_key` 'y', 'z')": `f(client_secret => ${hidden}, \`aws_secret_access_key\` ${hidden}, 'z')`,
    // The function `secret` names a secret, which is none.
    "SELECT secret('scope', 'key')": "SELECT secret('scope', 'key')",
    "SELECT 'a', 'b' -- password 'c'": "SELECT 'a', 'b' -- password 'c'",
    "SELECT password, 'x' FROM t": "SELECT password, 'x' FROM t",
  };
  for (const [sql, expected] of Object.entries(cases))
    it(`reads ${sql}`, () => assert.equal(withoutSecrets(sql), expected));

  it("finds a token by its form, wherever it stands", () => {
    const token = ["da", "pi"].join("") + "0".repeat(32);
    assert.equal(withoutSecrets(`SELECT '${token}' -- ${token}`), "SELECT '<redacted>' -- <redacted>");
  });
});
