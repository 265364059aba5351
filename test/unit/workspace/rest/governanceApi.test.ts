import assert from "node:assert/strict";
import type { Query } from "../../../../src/workspace/rest/call.ts";
import type { GovernanceApi } from "../../../../src/workspace/rest/governanceApi.ts";
import { governanceApi } from "../../../../src/workspace/rest/governanceApi.ts";

/** The API over answers given in order, and what was asked. */
function over(...answers: unknown[]): GovernanceApi & { readonly asked: [string, Query][] } {
  const asked: [string, Query][] = [];
  const get = async (path: string, query: Query) => {
    asked.push([path, query]);
    return answers[asked.length - 1];
  };
  return { ...governanceApi({ get }), asked };
}

describe("effective permissions", () => {
  it("reads every page, also after an empty one, and lets the server choose their size", async () => {
    const api = over(
      {
        privilege_assignments: [
          {
            principal: "users",
            privileges: [{ privilege: "USE_SCHEMA", inherited_from_type: "catalog", inherited_from_name: "main" }],
          },
        ],
        next_page_token: "a",
      },
      { next_page_token: "b" },
      { privilege_assignments: [{ principal: "ada", privileges: [{ privilege: "SELECT" }] }] },
    );
    assert.deepEqual(await api.effectiveGrants("table", "main.a b.c/d"), [
      { principal: "users", privilege: "USE SCHEMA", from: { type: "CATALOG", name: "main" } },
      { principal: "ada", privilege: "SELECT" },
    ]);
    assert.deepEqual(
      api.asked.map(([, query]) => query),
      [{ max_results: 0 }, { max_results: 0, page_token: "a" }, { max_results: 0, page_token: "b" }],
    );
    assert.equal(api.asked[0]?.[0], "/api/2.1/unity-catalog/effective-permissions/table/main.a%20b.c%2Fd");
  });

  it("leaves out what it cannot use", async () => {
    const odd = { privilege_assignments: [{}, { principal: "x" }, { principal: "y", privileges: [{}, 7] }] };
    assert.deepEqual(await over(odd).effectiveGrants("schema", "a.b"), []);
    await assert.rejects(over([]).effectiveGrants("schema", "a.b"), { reason: "bad-response" });
  });
});

describe("owners", () => {
  it("are read from the object itself, and may be missing", async () => {
    const api = over({ owner: "data-platform" }, { owner: 7 });
    assert.equal(await api.owner("external-locations", "a/b"), "data-platform");
    assert.equal(api.asked[0]?.[0], "/api/2.1/unity-catalog/external-locations/a%2Fb");
    assert.equal(await api.owner("tables", "a.b.c"), undefined);
  });
});

describe("service principals", () => {
  it("are searched by display name; a quote cannot leave the filter", async () => {
    const api = over({
      Resources: [
        { applicationId: "id", displayName: "robot", groups: [{ display: "users" }, {}] },
        { displayName: "x" },
      ],
    });
    assert.deepEqual(await api.servicePrincipals('a" or 1 eq "1'), [
      { applicationId: "id", displayName: "robot", groups: ["users"] },
    ]);
    assert.equal(api.asked[0]?.[1]["filter"], 'displayName co "a or 1 eq 1"');
  });
});

describe("table lineage", () => {
  it("reads tables and ignores notebooks and jobs", async () => {
    const info = { name: "c", catalog_name: "a", schema_name: "b", table_type: "VIEW" };
    const api = over({ upstreams: [{ tableInfo: info }, { notebookInfos: [{}] }, { tableInfo: { name: "c" } }] });
    assert.deepEqual(await api.tableLineage("a.b.d"), {
      upstream: [{ fullName: "a.b.c", type: "VIEW" }],
      downstream: [],
    });
  });
});
