import assert from "node:assert/strict";
import type { IncomingHttpHeaders } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { silentLogger } from "../../../../src/core/base/logger.ts";
import { authKinds, createConnectionSql } from "../../../../src/core/connections/createSql.ts";
import { holdersOf, revokeStatements, useOf } from "../../../../src/core/connections/holders.ts";
import { httpRequestSql } from "../../../../src/core/connections/httpRequest.ts";
import { grantStatements } from "../../../../src/core/grants/grantSql.ts";
import { splitStatements } from "../../../../src/core/sql/statements.ts";
import type { UseChange } from "../../../../src/host/connections/changeUse.ts";
import { changeUse } from "../../../../src/host/connections/changeUse.ts";
import { createWorkspaceClient } from "../../../../src/workspace/rest/workspaceClient.ts";
import { emulatedSql } from "../tableDetail/emulatedSql.ts";

describe("connections of the emulated workspace", () => {
  const sql = emulatedSql();
  const bruno = "bruno.chen@emulated.example";
  const service = otherService();
  const secret = "fake-" + "token".repeat(2);

  function client(user = "") {
    const token = sql.emulator.createToken({ user });
    const options = { host: sql.emulator.httpUrl, productVersion: "1.2.3", log: silentLogger };
    return createWorkspaceClient({ ...options, token: () => Promise.resolve(token) });
  }
  const needs = (user?: string) => ({
    execute: (statement: string) => sql.run(statement, user),
    effectiveGrants: (name: string) => client().effectiveGrants("connection", name),
  });
  const call = (path: string, user?: string) =>
    sql.texts(httpRequestSql({ connection: "other", method: "GET", path }), user);
  const allow: UseChange = {
    connection: "other",
    verb: "allow",
    principals: [bruno],
    statements: grantStatements([useOf("other")], bruno),
  };
  async function revoke(principal: string): Promise<UseChange> {
    const holder = holdersOf(await needs().effectiveGrants("other")).find((one) => one.principal === principal);
    assert.ok(holder, `${principal} holds nothing`);
    return {
      connection: "other",
      verb: "revoke",
      principals: [principal],
      statements: revokeStatements("other", holder),
    };
  }

  before(async () => {
    sql.emulator.secrets.set("scope/token", secret);
    await sql.run(
      `CREATE CONNECTION other TYPE HTTP OPTIONS (host 'http://127.0.0.1', port '${service.port}', base_path '/v1',
       bearer_token secret('scope', 'token')) COMMENT 'Another service'`,
    );
  });

  it("are told without their secrets", async () => {
    const { name, type, comment, options } = await client().connection("other");
    assert.deepEqual([name, type, comment], ["other", "HTTP", "Another service"]);
    assert.deepEqual(
      options.find(({ name: option }) => option === "base_path"),
      { name: "base_path", value: "/v1" },
    );
    assert.ok(!JSON.stringify(options).includes(secret));
  });

  it("let nobody call without the right; giving and taking it counts at once, and the workspace is asked whether it did", async () => {
    await assert.rejects(call("/tickets", bruno), /does not have USE CONNECTION on Connection 'other'/);
    assert.deepEqual(await changeUse(allow, needs()), { kind: "asWanted" });
    const [[status, body] = []] = await call("/tickets?open=yes", bruno);
    assert.equal(status, "200");
    assert.match(body ?? "", /"path":"\/v1\/tickets\?open=yes","text":"it's a \\\\ sign"/);
    assert.equal(service.seen.at(-1)?.authorization, `Bearer ${secret}`);

    const sent = service.seen.length;
    assert.deepEqual(await changeUse(await revoke(bruno), needs()), { kind: "asWanted" });
    await assert.rejects(call("/tickets", bruno), /USE CONNECTION/);
    assert.equal(service.seen.length, sent, "the other service hears nothing of a call that is not allowed");
  });

  it("say when a right that was taken away comes from elsewhere too", async () => {
    await sql.run(`GRANT USE CONNECTION, ALL PRIVILEGES ON CONNECTION other TO \`${bruno}\``);
    const half: UseChange = {
      ...allow,
      verb: "revoke",
      statements: [`REVOKE USE CONNECTION ON CONNECTION other FROM \`${bruno}\``],
    };
    const effect = await changeUse(half, needs());
    assert.deepEqual(effect.kind === "other" && effect.principals, [bruno]);
    assert.deepEqual(await changeUse(await revoke(bruno), needs()), { kind: "asWanted" });
  });

  it("refuse who may not grant, and names that are not there", async () => {
    await assert.rejects(changeUse(allow, needs(bruno)), /does not have MANAGE on Connection 'other'/);
    const nobody = { ...allow, statements: grantStatements([useOf("other")], "ghost@emulated.example") };
    await assert.rejects(changeUse(nobody, needs()), /Could not find principal with name ghost/);
    await assert.rejects(client().connection("gone"), /gone/);
    await assert.rejects(
      sql.texts(httpRequestSql({ connection: "gone", method: "GET", path: "/" })),
      /CONNECTION_NOT_FOUND.*gone/s,
    );
    await assert.rejects(
      sql.run("CREATE CONNECTION mine TYPE HTTP OPTIONS (host 'http://127.0.0.1')", bruno),
      /does not have CREATE CONNECTION on Metastore/,
    );
  });

  it("say that the effect is unknown when the permissions cannot be read afterwards", async () => {
    const failing = { ...needs(), effectiveGrants: () => Promise.reject(new Error("the line is down")) };
    assert.deepEqual(await changeUse(allow, failing), { kind: "unknown", why: "the line is down" });
    await changeUse(await revoke(bruno), needs());
  });

  it("call nothing but this machine, and no path that climbs", async () => {
    const far = httpRequestSql({ connection: "support_desk", method: "GET", path: "/" });
    await assert.rejects(sql.texts(far), /calls servers on this machine only/);
    await assert.rejects(call("/../admin"), /may not contain/);
  });

  for (const kind of authKinds) {
    it(`are made by the script for “${kind.title}”`, async () => {
      const script = createConnectionSql(kind)
        .replaceAll("<connection>", kind.id)
        .replaceAll("https://<host>", "http://127.0.0.1")
        .replaceAll("'443'", `'${service.port}'`)
        .replaceAll("https://<identity provider>/", `http://127.0.0.1:${service.port}/`)
        .replaceAll("<application id>", sql.emulator.oauth.m2mClientId)
        .replaceAll("<scope>", "scope");
      sql.emulator.secrets.set("scope/client-secret", secret);
      const [create, grant, use] = splitStatements(script).map(({ text }) => text);
      await sql.run(create ?? "");
      await sql.run(grant ?? "");
      const robot = sql.emulator.oauth.m2mClientId;
      // A sign-in of users needs a browser, which the emulated workspace does not play.
      if (kind.id.startsWith("u2m")) await assert.rejects(sql.run(use ?? "", robot), /sign-in of users/);
      else {
        await sql.run(use ?? "", robot);
        const sent = { bearer: `Bearer ${secret}`, m2m: "Bearer from-the-token-endpoint" }[kind.id as "bearer" | "m2m"];
        assert.equal(service.seen.at(-1)?.authorization, sent);
      }
      assert.ok(!script.includes(secret));
      await sql.run(`DROP CONNECTION ${kind.id}`);
    });
  }
});

/** A service on this machine that answers with what it was asked, and hands out tokens to applications. */
function otherService() {
  const seen: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers);
    const isToken = request.url === "/token";
    response.setHeader("content-type", "application/json");
    response.end(
      JSON.stringify(
        isToken ? { access_token: "from-the-token-endpoint" } : { path: request.url, text: "it's a \\ sign" },
      ),
    );
  });
  before(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
  after(() => new Promise((resolve) => server.close(resolve)));
  return {
    seen,
    get port() {
      return (server.address() as AddressInfo).port;
    },
  };
}
