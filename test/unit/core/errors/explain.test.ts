import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { ErrorContext } from "../../../../src/core/errors/knownError.ts";
import { contexts } from "../../../../src/core/errors/knownError.ts";
import { explain } from "../../../../src/core/errors/explain.ts";
import { knownErrors } from "../../../../src/core/errors/table.ts";
import { errorRows, nearMisses } from "./rows.ts";

const everyContext = Object.keys(contexts) as ErrorContext[];
const root = join(import.meta.dirname, "../../../..");

describe("errors explained", () => {
  for (const { row, id, text, described } of errorRows) {
    it(`row ${row}: ${text.split("\n").at(-1)?.slice(0, 90) ?? ""}`, () => {
      const found = explain(text, { described: described === true });
      assert.deepEqual([...new Set(found.map((one) => one.id))], [id]);
      const [{ cause, fix, title }] = found as [(typeof found)[number]];
      for (const sentence of [cause, fix, title]) assert.doesNotMatch(sentence, /\{\w+(?:\|[^}]*)?\}| {2}| [.,]/);
    });
  }

  it("knows every row of the framework's table", () => {
    const numbers = new Set(errorRows.map(({ row }) => row));
    for (let row = 1; row <= 48; row++) assert.ok(numbers.has(row), `row ${row}`);
  });

  it("has a text for each known error, and one for each that is fed", () => {
    const fed = new Set(errorRows.map(({ id }) => id));
    const untold = knownErrors.filter(({ id }) => !fed.has(id)).map(({ id }) => id);
    assert.deepEqual(untold, ["missing-scopes"]);
    assert.deepEqual(
      explain("Provided OAuth token does not have required scopes: sql, files").map(({ cause }) => cause),
      ["The call needs the scope sql, files, which was not asked for when this token was made."],
    );
  });

  for (const { text, described } of nearMisses) {
    it(`says nothing about: ${text.split("\n")[0] ?? ""}`, () => {
      assert.deepEqual(explain(text, { described: described === true }), []);
    });
  }

  it("finds what its own page says", () => {
    for (const { id, says } of knownErrors)
      for (const text of says) {
        const shown = text.replaceAll("…", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
        const found = explain(shown, { contexts: everyContext }).map((one) => one.id);
        assert.ok(
          found.includes(id) || explain(text, { contexts: contextsOf(id) }).some((one) => one.id === id),
          `${id}: ${text} → ${found.join(", ")}`,
        );
      }
  });

  function contextsOf(id: string): readonly ErrorContext[] {
    return knownErrors.find((one) => one.id === id)?.within?.context ?? [];
  }

  it("has ids that are unique, sentences that end, and rules that exist", () => {
    assert.equal(new Set(knownErrors.map(({ id }) => id)).size, knownErrors.length);
    for (const { id, cause, fix, title, rule } of knownErrors) {
      for (const sentence of [cause, fix]) assert.match(sentence, /^[A-Z{].*[.;]$/s, id);
      assert.match(title, /^[A-Z].*[^.]$/, id);
      if (rule !== undefined) assert.ok(existsSync(join(root, "docs/rules", `${rule}.md`)), `${id}: ${rule}`);
    }
  });

  it("puts what the text says into the explanation", () => {
    const [one] = explain("User does not have USE SCHEMA on Schema 'main.sales'");
    assert.match(one?.cause ?? "", /lacks USE SCHEMA on main\.sales\./);
    const [other] = explain("… has no prod profile configured");
    assert.match(other?.cause ?? "", /names the profile prod,/);
  });

  it("says who speaks only from what it is told or what stands around", () => {
    const text = 'FATAL:  role "loader" does not exist';
    assert.deepEqual(explain(text), []);
    assert.equal(explain(text, { contexts: ["lakebase"] })[0]?.id, "lakebase-role");
    const before = 'psql "host=ep-x.database.us-east-1.cloud.databricks.com user=loader"';
    assert.equal(explain(text, { before })[0]?.id, "lakebase-role");
  });

  it("prefers a form that nothing else has, and tells an error once", () => {
    const spoken = { contexts: ["databricks", "lakebase"] } as const;
    const renewal = explain("oauth2: token expired and refresh token is not set", spoken);
    assert.deepEqual(
      renewal.map(({ id }) => id),
      ["no-refresh-token"],
    );
    const twice = explain("token expired\nInvalid access token. [ReqId: 1]", { contexts: ["databricks"] });
    assert.deepEqual(
      twice.map(({ id, found }) => [id, found]),
      [["token-expired", "Invalid access token. [ReqId"]],
    );
  });

  it("gives the place in the text, in order, each error once", () => {
    const text = `first\n${"x".repeat(300_000)}\nMetadata Service returned empty token\nhas no dev profile configured\nMetadata Service returned empty token`;
    const found = explain(text);
    assert.deepEqual(
      found.map(({ id, start, end }) => [id, text.slice(start, end)]),
      [
        ["metadata-service", "Metadata Service returned empty token"],
        ["unknown-profile", "has no dev profile configured"],
      ],
    );
  });

  it("shows no secret that stands in the text", () => {
    const pat = "da" + "pi" + "0".repeat(32);
    const password = "hunter" + "2hunter2";
    const jwt = ["ey" + "J0eXAi", "ey" + "J1c2Vy", "c2ln"].join(".");
    const texts = [
      `403 for Bearer ${password} at https://u:${password}@acme.databricks.com/sql/1.0/warehouses/1`,
      `role "${pat}" does not exist (lakebase)`,
      `password authentication failed for user "${jwt}" (lakebase)`,
      `ACTIONS_ID_TOKEN_REQUEST_TOKEN=${jwt} databricks`,
      `redirect_uri mismatch client_secret=${password} databricks redirect_uri x not registered`,
    ];
    for (const text of texts) {
      const found = explain(text);
      assert.ok(found.length > 0, text);
      const shown = JSON.stringify(found);
      for (const secret of [pat, password, jwt]) assert.ok(!shown.includes(secret), shown);
    }
  });

  it("does not hang on texts that nearly match", function () {
    this.timeout(10_000);
    const words = "databricks lakebase user agent redirect_uri endpoint token permission role 403 504 browser ";
    for (const text of [words.repeat(3000), "User-Agent: ".repeat(20_000)])
      assert.ok(explain(text, { described: true, contexts: everyContext }).length <= 1);
  });
});
