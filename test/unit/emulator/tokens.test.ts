import assert from "node:assert/strict";
import { WorkspaceClient } from "@databricks/sdk-experimental";
import { runningEmulator } from "./running.ts";

const daySeconds = 86_400;

describe("emulator: personal access tokens", () => {
  const emulator = runningEmulator();

  const client = (token = emulator.current.createToken()) =>
    new WorkspaceClient({ host: emulator.current.httpUrl, token, authType: "pat" });

  async function listed(workspace: WorkspaceClient) {
    const infos = [];
    for await (const info of workspace.tokens.list()) infos.push(info);
    return infos;
  }

  it("are made, listed and revoked by the official SDK", async () => {
    const workspace = client();
    const { token_value: value = "", token_info: info } = await workspace.tokens.create({
      comment: "ci",
      lifetime_seconds: daySeconds,
    });
    assert.equal(Number(info?.expiry_time) - Number(info?.creation_time), daySeconds * 1000);
    assert.ok(
      (await listed(client(value))).some(({ token_id: id, comment }) => id === info?.token_id && comment === "ci"),
    );
    await workspace.tokens.delete({ token_id: info?.token_id ?? "" });
    await assert.rejects(listed(client(value)), /Invalid access token/);
  });

  it("are valid for two years when nobody says how long", async () => {
    const { token_info: info } = await client().tokens.create({});
    assert.equal(Number(info?.expiry_time) - Number(info?.creation_time), 730 * daySeconds * 1000);
  });

  it("belong to their owner: nobody else sees or revokes them", async () => {
    const { token_info: mine } = await client().tokens.create({ comment: "mine" });
    const other = client(emulator.current.createToken({ user: "bruno.chen@emulated.example" }));
    assert.ok(!(await listed(other)).some(({ token_id: id }) => id === mine?.token_id));
    await assert.rejects(other.tokens.delete({ token_id: mine?.token_id ?? "" }), /does not exist/);
  });

  it("need a lifetime that is a positive number", async () => {
    for (const lifetime of [0, -1]) {
      await assert.rejects(client().tokens.create({ lifetime_seconds: lifetime }), /positive number/);
    }
  });
});
