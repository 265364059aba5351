import assert from "node:assert/strict";
import { PwafError } from "../../../../src/core/base/errors.ts";
import type { Profile } from "../../../../src/core/profiles/profile.ts";
import { nodeText, profileFacts, statusText } from "../../../../src/host/profiles/profileText.ts";
import type { Session } from "../../../../src/host/services.ts";

const profile: Profile = { name: "dev", host: "https://a.b", authType: "databricks-cli", hasSecretInFile: false };
const sessions = {
  signedIn: { kind: "signedIn", profile, userName: "ada@example.com" },
  signingIn: { kind: "signingIn", profile },
  signedOut: { kind: "signedOut", profile },
} as const satisfies Record<string, Session>;

/** What `package.json` tests: `viewItem =~ /…/`. */
function menus(context: string): string[] {
  return ["^profile", "signedIn", "signedOut"].filter((pattern) => new RegExp(pattern).test(context));
}

describe("nodeText", () => {
  const cases: readonly [session: Session, isActive: boolean, spoken: string, menus: string[]][] = [
    [sessions.signedIn, true, "dev, active, a.b, signed in", ["^profile", "signedIn"]],
    [sessions.signedOut, true, "dev, active, a.b, signed out", ["^profile", "signedOut"]],
    [sessions.signedOut, false, "dev, a.b, signed out", ["^profile", "signedOut"]],
    [sessions.signingIn, false, "dev, a.b, signing in…", ["^profile"]],
  ];
  for (const [session, isActive, spoken, expected] of cases) {
    it(`says “${spoken}”, and offers what fits`, () => {
      const text = nodeText({ kind: "profile", profile, session, isActive, isDefault: false });
      assert.equal(text.description, isActive ? "active · a.b" : "a.b");
      assert.deepEqual(menus(text.context), expected);
      assert.equal(text.spoken, spoken);
    });
  }

  it("has an icon for each state", () => {
    const icons = Object.values(sessions).map(
      (session) => nodeText({ kind: "profile", profile, session, isActive: false, isDefault: false }).icon,
    );
    assert.equal(new Set(icons).size, 3);
  });

  it("marks the default profile of the Databricks tools", () => {
    const node = { kind: "profile", profile, session: sessions.signedOut, isActive: true, isDefault: true } as const;
    assert.equal(nodeText(node).description, "active · default · a.b");
  });

  it("keeps the scheme and port where they are not the usual ones", () => {
    const local = { ...profile, host: "http://127.0.0.1:8080" };
    const text = nodeText({
      kind: "profile",
      profile: local,
      session: sessions.signedOut,
      isActive: false,
      isDefault: false,
    });
    assert.match(text.description, /^http:\/\/127\.0\.0\.1:8080/);
  });

  it("explains a problem, which is no profile to the menus", () => {
    const text = nodeText({ kind: "problem", error: new PwafError("config", "line 3 is odd") });
    assert.equal(text.description, "line 3 is odd");
    assert.deepEqual(menus(text.context), []);
  });
});

describe("statusText", () => {
  it("names profile and state, for eyes and ears", () => {
    assert.deepEqual(statusText(sessions.signedIn), {
      text: "$(pass-filled) dev",
      spoken: "Databricks profile dev, signed in",
    });
    assert.deepEqual(statusText({ kind: "noProfile" }), {
      text: "$(plug) PWAF",
      spoken: "PWAF: no Databricks profile",
    });
  });
});

describe("profileFacts", () => {
  it("tells what is known", () => {
    assert.deepEqual(
      profileFacts({ ...profile, clientId: "app", hasSecretInFile: true }, sessions.signedIn, "w1").map(
        ({ name, value }) => `${name}: ${value}`,
      ),
      [
        "Host: https://a.b",
        "Signs in: by browser, app app",
        "State: signed in",
        "User: ada@example.com",
        "Warehouse: w1",
        "Note: the configuration file holds a secret in the clear",
      ],
    );
    assert.deepEqual(
      profileFacts(profile, sessions.signedOut, undefined).map(({ name }) => name),
      ["Host", "Signs in", "State"],
    );
  });
});
