import assert from "node:assert/strict";
import { parseDatabrickscfg } from "../../../../src/core/profiles/databrickscfg.ts";
import { upsertProfile } from "../../../../src/core/profiles/editDatabrickscfg.ts";
import type { SignInChoice } from "../../../../src/core/profiles/newProfile.ts";
import { profileFields, redirectUrlProblem } from "../../../../src/core/profiles/newProfile.ts";
import { tokenProblem } from "../../../../src/core/profiles/token.ts";
import { toProfile } from "../../../../src/core/profiles/toProfile.ts";

const host = "https://a.cloud.databricks.com";

function written(signIn: SignInChoice, warehouseId?: string) {
  const text = upsertProfile("", "p", profileFields({ name: "p", host, signIn, warehouseId }));
  const section = parseDatabrickscfg(text).sections[0];
  assert.ok(section);
  const reading = toProfile(section);
  assert.ok(reading.kind === "profile");
  return reading.profile;
}

describe("profileFields", () => {
  it("comes back from the file as it was meant", () => {
    assert.deepEqual(written({ kind: "builtInApp" }, "abc123"), {
      name: "p",
      host,
      authType: "databricks-cli",
      warehouseId: "abc123",
      hasSecretInFile: false,
    });
    assert.deepEqual(written({ kind: "ownApp", clientId: "app", redirectUrl: "https://x.y/z" }), {
      name: "p",
      host,
      authType: "external-browser",
      clientId: "app",
      redirectUrl: "https://x.y/z",
      hasSecretInFile: false,
    });
    assert.deepEqual(written({ kind: "pat" }), { name: "p", host, authType: "pat", hasSecretInFile: false });
  });
});

describe("redirectUrlProblem", () => {
  it("accepts pages, ports and editors", () => {
    for (const url of ["https://x.y/z", "http://localhost:8020", "vscode://pwaf-toolkit.pwaf-toolkit/auth/callback"]) {
      assert.equal(redirectUrlProblem(url), undefined);
    }
  });
  it("refuses what no app can have registered", () => {
    for (const url of ["", "x.y/z", "localhost:8020", "https://x.y/?a=b", "https://x.y/#z", "javascript:alert(1)"]) {
      assert.ok(redirectUrlProblem(url) !== undefined, url);
    }
  });
});

describe("tokenProblem", () => {
  it("accepts one word and never repeats it", () => {
    const token = ["da", "pi"].join("") + "0".repeat(32);
    assert.equal(tokenProblem(` ${token}\n`), undefined);
    for (const text of ["", "  ", `${token} ${token}`, `${token}é`]) {
      const problem = tokenProblem(text);
      assert.ok(problem !== undefined && !problem.includes(token));
    }
  });
});
