import assert from "node:assert/strict";
import { runEnvironment } from "../../../../src/core/conformance/environment.ts";
import { KeptOutput } from "../../../../src/core/conformance/keptOutput.ts";
import { profileFor } from "../../../../src/core/conformance/profileChoice.ts";
import { runTasks } from "../../../../src/core/conformance/schedule.ts";
import { RunHistory } from "../../../../src/core/conformance/runHistory.ts";
import { SecretFilter } from "../../../../src/core/conformance/secretFilter.ts";
import type { AuthType, Profile } from "../../../../src/core/profiles/profile.ts";
import { entryOf, resultOf, runOf } from "./samples.ts";

describe("the environment of a conformance run", () => {
  const inherited = {
    PATH: "/bin",
    DATABRICKS_TOKEN: "a",
    databricks_host: "b",
    ARM_CLIENT_SECRET: "c",
    AZURE_CLIENT_ID: "d",
    AZURE_FEDERATED_TOKEN_FILE: "e",
    GOOGLE_APPLICATION_CREDENTIALS: "f",
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: "g",
    SYSTEM_ACCESSTOKEN: "h",
    SPARK_REMOTE: "i",
    DATABRICKS_CONFIG_FILE: "j",
    NETRC: "k",
  };
  const names = (authType: AuthType) =>
    Object.keys(runEnvironment(inherited, { DATABRICKS_HOST: "x" }, { authType, emptyFile: "/empty" })).sort();

  it("has one way to sign in, and nothing by which clients find another", () => {
    const files = ["DATABRICKS_CONFIG_FILE", "DATABRICKS_HOST", "NETRC", "PATH"];
    assert.deepEqual(names("oauth-m2m"), files);
    assert.deepEqual(names("github-oidc"), ["ACTIONS_ID_TOKEN_REQUEST_TOKEN", ...files]);
    assert.deepEqual(names("azure-devops-oidc"), [...files, "SYSTEM_ACCESSTOKEN"]);
    assert.deepEqual(names("google-id"), [...files.slice(0, 2), "GOOGLE_APPLICATION_CREDENTIALS", ...files.slice(2)]);
    const { DATABRICKS_CONFIG_FILE, NETRC } = runEnvironment(inherited, {}, { authType: "pat", emptyFile: "/empty" });
    assert.deepEqual([DATABRICKS_CONFIG_FILE, NETRC], ["/empty", "/empty"]);
  });
});

describe("the profile of an entry", () => {
  const profile = (name: string, authType: AuthType, host = "https://a.example"): Profile => ({
    ...{ name, authType, host, hasSecretInFile: false },
  });
  const pat = profile("token", "pat");
  const all = [pat, profile("elsewhere", "oauth-m2m", "https://b.example"), profile("service", "oauth-m2m")];

  it("is the chosen one, or another of the same host that signs in as promised", () => {
    assert.equal(profileFor("pat", pat, all).name, "token");
    assert.equal(profileFor("m2m", pat, all).name, "service");
    const second = profile("second", "oauth-m2m");
    assert.equal(profileFor("m2m", second, [...all, second]).name, "second");
  });

  it("is none of another host", () => {
    assert.throws(() => profileFor("federation", pat, all), {
      message: "No profile of https://a.example signs in by token federation.",
      hint: "Add one with `auth_type = env-oidc` and the same host.",
    });
    assert.throws(() => profileFor("m2m", profile("c", "pat", "https://c.example"), all), /No profile of https:\/\/c/);
  });
});

describe("the order of runs", () => {
  /** What ran at the same time, as far as it got. */
  async function peaks(tasks: readonly { readonly alone: boolean }[], jobs: number): Promise<string[]> {
    const running = new Set<number>();
    const seen: string[] = [];
    await runTasks(
      tasks.map(({ alone }, index) => ({
        alone,
        async run() {
          running.add(index);
          seen.push([...running].join("+"));
          for (let turn = 0; turn < 5; turn++) await Promise.resolve();
          running.delete(index);
        },
      })),
      jobs,
    );
    return seen;
  }
  const [together, alone] = [{ alone: false }, { alone: true }];

  it("is side by side up to a number", async () => {
    assert.deepEqual(await peaks([together, together, together], 2), ["0", "0+1", "2"]);
    assert.deepEqual(await peaks([together, together], 1), ["0", "1"]);
    assert.deepEqual(await peaks([], 4), []);
  });

  it("leaves alone what must be alone", async () => {
    assert.deepEqual(await peaks([together, alone, together, together], 4), ["0", "1", "2", "2+3"]);
  });
});

describe("the output of a run", () => {
  const token = ["da", "pi"].join("") + "0123456789abcdef";
  const clean = (secrets: readonly string[], ...pieces: readonly string[]) => {
    const filter = new SecretFilter(secrets);
    return pieces.map((piece) => filter.push(piece)).join("") + filter.end();
  };

  it("loses its secrets, however they come", () => {
    assert.equal(clean(["s3cr3t+/x"], "a s3cr", "3t+/x b\n"), "a <redacted> b\n");
    assert.equal(clean(["s3cr3t+/x"], "?q=s3cr3t%2B%2Fx"), "?q=<redacted>");
    assert.equal(clean(['{"k": "v"}\nsecond line'], 'x {\\"k\\": \\"v\\"}\\nsecond line y'), "x <redacted> y");
    assert.equal(clean(["first line\nsecond line"], "a\nsecond line\n"), "a\n<redacted>\n");
    assert.equal(clean([], `found ${token.slice(0, 8)}`, `${token.slice(8)}\n`), "found <redacted>\n");
    // Too short to be one.
    assert.equal(clean(["", "abc"], "abc\n"), "abc\n");
  });

  it("loses its secrets in lines without an end, and keeps the rest", () => {
    const secret = "s3cr3t-".repeat(30);
    // Also where the line is let out in the middle of one.
    for (const offset of [16_000, 16_900, 16_990, 20_000]) {
      for (const found of [secret, ` ${token} `]) {
        const text = "x".repeat(offset) + found + "y".repeat(30_000);
        const pieces = text.match(/.{1,1000}/g) ?? [];
        const kept = found === secret ? "<redacted>" : " <redacted> ";
        assert.equal(clean([secret], ...pieces), `${"x".repeat(offset)}${kept}${"y".repeat(30_000)}`);
      }
    }
  });

  it("comes as it is complete", () => {
    const filter = new SecretFilter([]);
    assert.deepEqual(
      [filter.push("one\ntw"), filter.push("o\n"), filter.push("three"), filter.end()],
      ["one\n", "two\n", "", "three"],
    );
  });

  it("is kept whole, or of a flood its beginning and end", () => {
    const small = new KeptOutput();
    small.push("a\n");
    small.push("b\n");
    assert.equal(small.text, "a\nb\n");
    const flood = new KeptOutput();
    for (let line = 0; line < 100_000; line++) flood.push(`line ${line}\n`);
    assert.ok(flood.text.length < 200_100, String(flood.text.length));
    assert.match(flood.text, /^line 0\n[^]*\n… \d+ characters left out …\n[^]*\nline 99999\n$/);
    const exact = new KeptOutput();
    exact.push("z".repeat(200_000));
    assert.equal(exact.text, "z".repeat(200_000));
  });
});

describe("the runs of a window", () => {
  const ids = ["rest/m2m", "rest/m2m/b"];
  const [a, b] = [resultOf(), resultOf({ entry: entryOf({ name: "b" }) })];
  const outcomes = (history: RunHistory) => history.latest(ids)?.results.map(({ outcome }) => outcome);

  it("complete each other, in the order of the entries that there are", () => {
    const history = new RunHistory();
    assert.equal(history.latest(ids), undefined);
    history.add(runOf(b, { ...a, outcome: "failed" }));
    history.add({ ...runOf(a), ms: 7 });
    assert.deepEqual(outcomes(history), ["passed", "passed"]);
    assert.equal(history.latest(ids)?.ms, 7);
    assert.deepEqual(history.latest(["rest/m2m/b"])?.results, [b]);
  });

  it("do not mix places or products, and lose no result to a cancelled run", () => {
    const history = new RunHistory();
    history.add(runOf(a, b));
    history.add({ ...runOf({ ...a, outcome: "failed" }), target: "https://other.example" });
    assert.deepEqual(outcomes(history), ["failed"]);
    history.add({
      ...runOf({ ...a, outcome: "cancelled" }, { ...b, outcome: "cancelled" }),
      target: "https://other.example",
    });
    assert.deepEqual(outcomes(history), ["failed", "cancelled"]);
  });
});
