import assert from "node:assert/strict";
import { check, code } from "./samples.ts";

/** What each rule says of a text, and how loudly. */
async function said(path: string, text: string): Promise<string[]> {
  return (await check(path, text)).findings.map(({ rule, severity }) => `${rule}: ${severity}`);
}

describe("what several rules could report", () => {
  it("is a token by its form before it is a secret in plain text", async () => {
    const app = (value: string) => `env:\n  - name: DATABRICKS_TOKEN\n    value: ${value}\n`;
    assert.deepEqual(await said("app.yaml", app("dapi" + "0".repeat(32))), ["secret-databricks-pat: error"]);
    assert.deepEqual(await said("app.yaml", app("dose" + "0".repeat(32))), ["secret-databricks-oauth: error"]);
    assert.deepEqual(await said("app.yaml", app("q7".repeat(9))), ["secret-in-ci-plain: error"]);
  });

  it("is a token in place of OAuth, or one that OAuth is offered beside", async () => {
    const token = code`
      import os
      from databricks.sdk import WorkspaceClient


      def with_token(host):
          return WorkspaceClient(host=host, token=os.environ["DATABRICKS_TOKEN"], product="Acme_Loader", product_version="1.2.0")
    `;
    const principal = code`


      def with_principal(host, client_id, client_secret):
          return WorkspaceClient(host=host, client_id=client_id, client_secret=client_secret, auth_type="oauth-m2m", product="Acme_Loader", product_version="1.2.0")
    `;
    assert.deepEqual(await said("client.py", token), ["auth-pat-used: warning"]);
    assert.deepEqual(await said("client.py", token + principal), ["auth-pat-used: info"]);
  });
});
