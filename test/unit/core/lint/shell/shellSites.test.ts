import assert from "node:assert/strict";
import { check, engine, siteTable } from "../samples.ts";

const host = "https://adb-1.2.azuredatabricks.net";

/** Each site in short, for one script. */
function shell(text: string): Promise<string[]> {
  return siteTable("call.sh", `# databricks\n${text}`);
}

describe("shell scripts", () => {
  it("sees curl without a User-Agent, wherever its address stands", async () => {
    for (const line of [
      `curl ${host}/api/2.0/clusters/list`,
      `curl -sS -X POST -H "Authorization: Bearer $T" "$DATABRICKS_HOST/api/2.1/jobs/run-now" -d '{}'`,
      `curl --request GET --url "https://$H/api/2.0/sql/statements/$ID"`,
      `curl --url="${host}/api/2.0/x" --output out.json`,
      `R=$(curl -s -u "token:$T" \${DATABRICKS_HOST}/api/2.0/jobs/list | jq .)`,
      `sudo -E /usr/bin/curl -fsSLo out "$DATABRICKS_HOST"/api/2.0/clusters/list`,
      `if ! curl -s ${host}/api/2.0/x; then exit 1; fi`,
      `wget -q --header="Authorization: Bearer $T" ${host}/api/2.0/x`,
      `http POST ${host}/api/2.0/x Authorization:"Bearer $T" name=value`,
    ])
      assert.deepEqual(await shell(line), ["missing"], line);
  });

  it("sees every way to set one", async () => {
    for (const line of [
      `curl -A Acme_Loader/1.2.0 ${host}/api/2.0/x`,
      `curl -sA "Acme_Loader/1.2.0" ${host}/api/2.0/x`,
      `curl -sSAAcme_Loader/1.2.0 ${host}/api/2.0/x`,
      `curl --user-agent 'Acme_Loader/1.2.0' ${host}/api/2.0/x`,
      `curl --user-agent=Acme_Loader/1.2.0 ${host}/api/2.0/x`,
      `curl ${host}/api/2.0/x -H "user-agent: Acme_Loader/1.2.0"`,
      `curl ${host}/api/2.0/x --header 'User-Agent:Acme_Loader/1.2.0'`,
      `UA=Acme_Loader/1.2.0\ncurl -A "$UA" ${host}/api/2.0/x`,
      `V=1.2.0\nUA="Acme_Loader/$V"\ncurl -A "\${UA}" ${host}/api/2.0/x`,
      `OPTS=(-s -A Acme_Loader/1.2.0)\ncurl "\${OPTS[@]}" ${host}/api/2.0/x`,
      `OPTS=(-s)\nOPTS+=(-H "User-Agent: Acme_Loader/1.2.0")\ncurl "\${OPTS[@]}" ${host}/api/2.0/x`,
      `OPTS="-s -A Acme_Loader/1.2.0"\ncurl $OPTS ${host}/api/2.0/x`,
      `call() { curl -A "$2" "${host}$1"; }\ncall /api/2.0/x Acme_Loader/1.2.0`,
      `CURL="curl -sS -A Acme_Loader/1.2.0"\n$CURL ${host}/api/2.0/x`,
      `CURL=(curl -sS -A Acme_Loader/1.2.0)\n"\${CURL[@]}" ${host}/api/2.0/x`,
      `wget -U Acme_Loader/1.2.0 ${host}/api/2.0/x`,
      `http ${host}/api/2.0/x User-Agent:Acme_Loader/1.2.0`,
    ])
      assert.deepEqual(await shell(line), ["set-valid Acme_Loader/1.2.0"], line);
  });

  it("follows functions from each of their calls", async () => {
    const api = `api() { local path="$1"; shift; curl -s "https://$HOST$path" "$@"; }`;
    assert.deepEqual(await shell(`${api}\napi /api/2.0/clusters/list -A Acme_Loader/1.2.0`), [
      "set-valid Acme_Loader/1.2.0",
    ]);
    assert.deepEqual(await shell(`get() { curl "$1"; }\nget ${host}/api/2.0/x\nget https://example.com`), ["missing"]);
    assert.deepEqual(await shell(`get() { curl "$1"; }\nget https://example.com`), []);
    const shifted = `call() { shift; curl -A "$1" ${host}/api/2.0/x; }\ncall first Acme_Loader/1.2.0`;
    assert.deepEqual(await shell(shifted), ["set-valid Acme_Loader/1.2.0"]);
  });

  it("stays silent about what it cannot see", async () => {
    for (const line of [
      `curl "$@" ${host}/api/2.0/x`,
      `curl $CURL_OPTS ${host}/api/2.0/x`,
      `curl "\${EXTRA[@]}" ${host}/api/2.0/x`,
      `curl -K curl.conf ${host}/api/2.0/x`,
      `curl -H @headers.txt ${host}/api/2.0/x`,
      `curl -H "$HEADER" ${host}/api/2.0/x`,
    ])
      assert.deepEqual(await shell(line), ["unknown"], line);
    assert.deepEqual(await shell(`curl -A "$UA" ${host}/api/2.0/x`), ["dynamic"]);
  });

  it("leaves other calls alone", async () => {
    for (const line of [
      "curl -fsSL https://raw.githubusercontent.com/databricks/setup-cli/main/install.sh | sh",
      "curl https://docs.databricks.com/api",
      "curl http://localhost:8080/api/2.0/sql/statements",
      `echo "curl ${host}/api/2.0/x"`,
      `# curl ${host}/api/2.0/x`,
      `cat <<EOF\ncurl ${host}/api/2.0/x\nEOF`,
      `curl -d "${host}/api/2.0/x" https://example.com`,
      `curl -e ${host}/api/2.0/x https://example.com`,
      "databricks api get /api/2.0/clusters/list",
      "psql -h db.example.com -U me",
    ])
      assert.deepEqual(await shell(line), [], line);
  });

  it("tells PATs by the user `token` and the shape of the bearer", async () => {
    const pat = "dapi" + "0".repeat(32);
    const kinds = async (line: string) =>
      (await check("a.sh", `# databricks\n${line}`)).sites.map(({ auth }) => auth.kind);
    assert.deepEqual(await kinds(`curl -u token:$T ${host}/api/2.0/x`), ["pat"]);
    assert.deepEqual(await kinds(`curl -H "Authorization: Bearer ${pat}" ${host}/api/2.0/x`), ["pat"]);
    assert.deepEqual(await kinds(`curl -H "Authorization: Bearer $T" ${host}/api/2.0/x`), ["dynamic"]);
  });

  it("sees psql to Lakebase by its host", async () => {
    const lakebase = "ep-x.database.us-east-1.cloud.databricks.com";
    assert.deepEqual(await shell(`psql -h ${lakebase} -U me -d databricks_postgres`), ["missing"]);
    assert.deepEqual(await shell(`psql "host=${lakebase} user=me sslmode=require"`), ["missing"]);
    assert.deepEqual(await shell(`psql "host=${lakebase} application_name=Acme_Loader/1.2.0"`), [
      "set-valid Acme_Loader/1.2.0",
    ]);
    assert.deepEqual(await shell(`psql "postgresql://$U@${lakebase}/db?application_name=Acme_Loader%2F1.2.0"`), [
      "set-valid Acme_Loader/1.2.0",
    ]);
    assert.deepEqual(await shell(`PGAPPNAME=Acme_Loader/1.2.0 psql -h ${lakebase}`), ["set-valid Acme_Loader/1.2.0"]);
    assert.deepEqual(await shell(`export PGAPPNAME="Acme_Loader/1.2.0"\npsql -h ${lakebase}`), [
      "set-valid Acme_Loader/1.2.0",
    ]);
  });

  it("reads exports as one environment, and those of a command with them", async () => {
    const blocks = async (text: string) => {
      const document = engine.open("a.sh");
      const model = await document.read(`# databricks\n${text}`);
      document.dispose();
      return model?.environments.map(
        ({ label, variables }) => `${label}: ${variables.map(({ name }) => name).join(" ")}`,
      );
    };
    assert.deepEqual(
      await blocks(
        [
          `export DATABRICKS_HOST=https://h DATABRICKS_TOKEN="$T"`,
          "LOCAL=1",
          "DATABRICKS_CLIENT_ID=x; export DATABRICKS_CLIENT_ID",
          `export EMPTY= DATABRICKS_PASSWORD="\${DATABRICKS_PASSWORD:-}"`,
          `if [ -n "$CI" ]; then export DATABRICKS_CLIENT_SECRET=s; fi`,
          "unset DATABRICKS_TOKEN",
          "DATABRICKS_USERNAME=u python run.py",
        ].join("\n"),
      ),
      [
        "This script: DATABRICKS_HOST DATABRICKS_CLIENT_ID",
        "This command: DATABRICKS_HOST DATABRICKS_CLIENT_ID DATABRICKS_USERNAME",
      ],
    );
  });
});
