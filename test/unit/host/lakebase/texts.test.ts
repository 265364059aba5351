import assert from "node:assert/strict";
import { connectionForms, environmentBlock } from "../../../../src/host/lakebase/connectionText.ts";
import { lakebaseText } from "../../../../src/host/lakebase/lakebaseNode.ts";

const facts = {
  target: "projects/orders/branches/production/endpoints/primary",
  host: "ep-1.database.eu-west-1.cloud.databricks.com",
  port: 5432,
  database: "databricks_postgres",
  user: "ada@example.com",
  applicationName: "Acme_Loader/1.2.0",
};

describe("connection strings of Lakebase", () => {
  it("name identity and encryption, and hold no password", () => {
    const forms = Object.fromEntries(connectionForms(facts).map(({ title, text }) => [title, text]));
    assert.deepEqual(Object.keys(forms), ["psql", "JDBC", "SQLAlchemy", "pgx", "node-postgres"]);
    const { host } = facts;
    assert.equal(
      forms["psql"],
      `psql "host=${host} port=5432 dbname=databricks_postgres user=ada@example.com sslmode=require application_name=Acme_Loader/1.2.0"`,
    );
    assert.equal(
      forms["JDBC"],
      `jdbc:postgresql://${host}:5432/databricks_postgres?user=ada%40example.com&sslmode=require&ApplicationName=Acme_Loader%2F1.2.0&assumeMinServerVersion=9.1`,
    );
    const url = `://ada%40example.com@${host}:5432/databricks_postgres?sslmode=require&application_name=Acme_Loader%2F1.2.0`;
    assert.equal(forms["SQLAlchemy"], `postgresql+psycopg${url}`);
    assert.equal(forms["pgx"], `postgres${url}`);
    assert.equal((JSON.parse(forms["node-postgres"] ?? "") as { user: string }).user, "ada@example.com");
    for (const text of Object.values(forms)) assert.doesNotMatch(text, /password/i);
  });

  it("quote what a shell or libpq would take for something else", () => {
    const [psql] = connectionForms({ ...facts, database: `it's "x" $HOME \`id\`` });
    assert.match(psql?.text ?? "", /dbname='it\\'s \\"x\\" \\\$HOME \\`id\\`'/);
  });

  it("cut the name of the application at what PostgreSQL keeps", () => {
    const block = environmentBlock({ ...facts, applicationName: "x".repeat(80) });
    assert.match(block, /^PGAPPNAME=x{63}$/m);
    assert.match(block, /^LAKEBASE_ENDPOINT=projects\/orders\//m);
    assert.match(environmentBlock({ ...facts, target: "legacy" }), /^LAKEBASE_INSTANCE=legacy$/m);
    assert.doesNotMatch(block, /PGPASSWORD/);
  });
});

describe("lines of the Lakebase view", () => {
  const endpoint = { name: facts.target, isReadOnly: false, minCu: 0.5, maxCu: 2 };

  it("say state, size and scale-to-zero of an endpoint", () => {
    const idle = lakebaseText({ kind: "endpoint", endpoint: { ...endpoint, state: "IDLE", suspendSeconds: 300 } });
    assert.equal(idle.label, "primary");
    assert.equal(idle.description, "scaled to zero · 0.5–2 CU");
    assert.match(idle.tooltip.join("\n"), /after 5 min/);
    const reports = lakebaseText({ kind: "endpoint", endpoint: { ...endpoint, state: "ACTIVE", isReadOnly: true } });
    assert.equal(reports.description, "active · read-only · 0.5–2 CU");
    assert.match(reports.tooltip.join("\n"), /Does not scale to zero/);
  });

  it("label instances of the older generation", () => {
    const { description, tooltip } = lakebaseText({ kind: "instance", instance: { name: "old", state: "AVAILABLE" } });
    assert.equal(description, "Provisioned · available");
    assert.match(tooltip.join("\n"), /older generation/);
  });

  it("say of a role that no token signs in", () => {
    const role = { name: "r", role: "ada@example.com", identityType: "USER", hasOAuth: false, memberOf: [] };
    assert.equal(lakebaseText({ kind: "role", role }).description, "user · no token signs in");
  });
});
