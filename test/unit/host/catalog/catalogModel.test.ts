import assert from "node:assert/strict";
import type { ServerResponse } from "node:http";
import { PwafError } from "../../../../src/core/base/errors.ts";
import { silentLogger } from "../../../../src/core/base/logger.ts";
import { CatalogModel } from "../../../../src/host/catalog/catalogModel.ts";
import type { CatalogNode, ContainerNode, MoreNode } from "../../../../src/host/catalog/catalogNode.ts";
import { isContainer } from "../../../../src/host/catalog/catalogNode.ts";
import { nodeText } from "../../../../src/host/catalog/nodeText.ts";
import { createWorkspaceClient } from "../../../../src/workspace/rest/workspaceClient.ts";
import type { Seen } from "../../workspace/rest/server.ts";
import { sendJson, TestServer } from "../../workspace/rest/server.ts";

/** A workspace whose lists are made of `names`, page by page, and which can be held up. */
class Workspace {
  catalogs: string[] = ["main"];
  schemas: string[] = [];
  /** Page size, whatever the client asks for. */
  pageSize = 2;
  /** Answers these instead of the n-th request, counted from 1. */
  readonly instead = new Map<number, (response: ServerResponse) => void>();

  readonly answer = (response: ServerResponse, { url }: Seen, n: number): void => {
    const instead = this.instead.get(n);
    if (instead) return instead(response);
    const { pathname, searchParams } = new URL(url, "http://x");
    const kind = pathname.split("/").at(-1) ?? "";
    if (kind === "tables") {
      return sendJson(response, {
        tables: [
          { name: "it's `a`", table_type: "VIEW" },
          { name: "t", table_type: "MANAGED" },
        ],
      });
    }
    if (kind !== "catalogs" && kind !== "schemas") {
      const columns = [
        { name: "id", type_text: "bigint" },
        { name: "note", type_text: "string", comment: "<b>" },
      ];
      const key = [{ primary_key_constraint: { child_columns: ["id"] } }];
      return sendJson(response, { name: "t", columns, table_constraints: key });
    }
    const from = Number(searchParams.get("page_token") ?? 0);
    const names = this[kind];
    const page = names.slice(from, from + this.pageSize).map((name) => ({ name }));
    const next = from + this.pageSize < names.length ? { next_page_token: String(from + this.pageSize) } : {};
    sendJson(response, { [kind]: page, ...next });
  };
}

interface Bed extends AsyncDisposable {
  readonly workspace: Workspace;
  readonly server: TestServer;
  readonly model: CatalogModel;
  /** Ids of the nodes whose children were said to have changed; "" for the top. */
  readonly changes: string[];
}

async function testBed(): Promise<Bed> {
  const workspace = new Workspace();
  const server = await TestServer.start(workspace.answer);
  const client = createWorkspaceClient({
    host: server.host,
    token: async () => "t",
    productVersion: "1.0.0",
    log: silentLogger,
    timing: { now: () => 0, random: () => 0, sleep: async () => undefined },
  });
  const model = new CatalogModel({ client: async () => client, pageSize: () => 2, log: silentLogger });
  const changes: string[] = [];
  model.onDidChange((node) => changes.push(node?.id ?? ""));
  model.setScope("dev");
  changes.length = 0;
  return {
    workspace,
    server,
    model,
    changes,
    async [Symbol.asyncDispose]() {
      model.dispose();
      await server[Symbol.asyncDispose]();
    },
  };
}

const labels = (nodes: readonly CatalogNode[]) => nodes.map((node) => nodeText(node).label);

/** Names are those of objects; of groups their labels. */
async function expand(model: CatalogModel, ...names: string[]): Promise<ContainerNode> {
  let node: ContainerNode | undefined;
  for (const name of names) {
    const found = (await model.children(node)).find((child) => nodeText(child).label === name);
    assert.ok(found && isContainer(found), name);
    node = found;
  }
  assert.ok(node);
  return node;
}

/** A promise and its resolver, for answers that wait. */
function gate<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => (resolve = settle));
  return { promise, resolve };
}

describe("catalog model", () => {
  it("goes from catalogs to columns, one request per level", async () => {
    await using bed = await testBed();
    bed.workspace.schemas = ["sales"];
    const table = await expand(bed.model, "main", "sales", "Tables", "t");
    const nodes = await bed.model.children(table);
    assert.deepEqual(
      nodes.map((node) => [node.kind, nodeText(node).description, nodeText(node).context, nodeText(node).icon]),
      [
        ["column", "bigint", "column named", "key"],
        ["column", "string", "column named", "symbol-field"],
      ],
    );
    assert.equal(bed.server.seen.length, 4);
    await bed.model.children(table);
    await expand(bed.model, "main", "sales", "Tables", "t");
    assert.equal(bed.server.seen.length, 4, "what is loaded is not asked for again");
  });

  it("gives every node its own id, whatever its name", async () => {
    await using bed = await testBed();
    bed.workspace.pageSize = 10;
    bed.workspace.catalogs = ['a","b', "a", "b", "a.b", "a/b", "", "main"];
    const nodes = await bed.model.children();
    assert.equal(new Set(nodes.map(({ id }) => id)).size, 6);
    bed.model.setScope("prod");
    const others = await bed.model.children();
    assert.equal(new Set([...nodes, ...others].map(({ id }) => id)).size, 12, "profiles share no ids");
  });

  it("loads page by page, and says which entry is the first that came", async () => {
    await using bed = await testBed();
    bed.workspace.catalogs = ["a", "b", "c", "d", "e"];
    assert.deepEqual(labels(await bed.model.children()), ["a", "b", "Load more…"]);
    assert.equal(bed.server.seen.length, 1);
    const first = await bed.model.loadMore();
    assert.deepEqual(first?.path, ["c"]);
    assert.deepEqual(bed.changes, ["", ""]);
    assert.deepEqual(labels(await bed.model.children()), ["a", "b", "c", "d", "Load more…"]);
    await bed.model.loadMore();
    assert.deepEqual(labels(await bed.model.children()), ["a", "b", "c", "d", "e"]);
    assert.equal(await bed.model.loadMore(), undefined);
    assert.equal(bed.server.seen.length, 3);
  });

  it("shows that more is on its way, and asks only once however often it is told to", async () => {
    await using bed = await testBed();
    bed.workspace.catalogs = ["a", "b", "c"];
    const answer = gate<ServerResponse>();
    bed.workspace.instead.set(2, (response) => answer.resolve(response));
    await bed.model.children();
    const loads = [bed.model.loadMore(), bed.model.loadMore()];
    const more = (await bed.model.children()).at(-1) as MoreNode;
    assert.deepEqual([more.kind, more.loading, more.loaded], ["more", true, 2]);
    sendJson(await answer.promise, { catalogs: [{ name: "c" }] });
    await Promise.all(loads);
    assert.deepEqual(labels(await bed.model.children()), ["a", "b", "c"]);
    assert.equal(bed.server.seen.length, 2);
  });

  it("asks once when the same children are wanted twice", async () => {
    await using bed = await testBed();
    const [one, two] = await Promise.all([bed.model.children(), bed.model.children()]);
    assert.deepEqual(one, two);
    assert.equal(bed.server.seen.length, 1);
  });

  it("goes on behind empty pages, but not for ever", async () => {
    await using bed = await testBed();
    for (let n = 1; n <= 3; n++) {
      bed.workspace.instead.set(n, (response) =>
        sendJson(response, { catalogs: [], next_page_token: String(n === 3 ? 0 : n) }),
      );
    }
    assert.deepEqual(labels(await bed.model.children()), ["main"]);
    for (let n = 5; n <= 40; n++)
      bed.workspace.instead.set(n, (response) => sendJson(response, { next_page_token: "x" }));
    bed.model.refresh();
    assert.deepEqual(labels(await bed.model.children()), ["Load more…"]);
    assert.equal(bed.server.seen.length, 14);
  });

  it("never shows an entry twice when the list changes between two pages", async () => {
    await using bed = await testBed();
    bed.workspace.catalogs = ["b", "c", "d"];
    await bed.model.children();
    bed.workspace.catalogs = ["a", "b", "c", "d"];
    await bed.model.loadMore();
    assert.deepEqual(labels(await bed.model.children()), ["b", "c", "d"]);
  });

  it("says when there is nothing", async () => {
    await using bed = await testBed();
    const catalog = await expand(bed.model, "main");
    assert.deepEqual(labels(await bed.model.children(catalog)), ["Nothing in this catalog"]);
    bed.workspace.catalogs = [];
    bed.model.refresh();
    assert.deepEqual(labels(await bed.model.children()), ["No catalog that you may see"]);
  });

  it("turns a failure into a node, keeps what is loaded, and tries the same page again", async () => {
    await using bed = await testBed();
    bed.workspace.catalogs = ["a", "b", "c"];
    const message = "User does not have USE CATALOG on Catalog 'a'.";
    bed.workspace.instead.set(2, (response) => sendJson(response, { error_code: "PERMISSION_DENIED", message }, 403));
    await bed.model.children();
    await bed.model.loadMore();
    const nodes = await bed.model.children();
    assert.deepEqual(labels(nodes), ["a", "b", "No permission"]);
    const failed = nodes.at(-1);
    assert.ok(failed?.kind === "error");
    assert.equal(failed.error.message, message);
    assert.match(failed.error.hint ?? "", /grant you USE CATALOG/);
    assert.match(nodeText(failed).context, /error/);
    await bed.model.children();
    assert.equal(bed.server.seen.length, 2, "drawing the tree again does not repeat what failed");
    await bed.model.retry();
    assert.deepEqual(labels(await bed.model.children()), ["a", "b", "c"]);
  });

  it("shows why there is no client at all", async () => {
    const client = () => Promise.reject(new PwafError("config", "No profile is chosen."));
    const model = new CatalogModel({ client, pageSize: () => 2, log: silentLogger });
    model.setScope("dev");
    assert.deepEqual(labels(await model.children()), ["Profile incomplete"]);
  });

  it("ignores an answer that comes after a refresh", async () => {
    await using bed = await testBed();
    const late = gate<ServerResponse>();
    const asked = gate<undefined>();
    bed.workspace.instead.set(1, (response) => {
      late.resolve(response);
      asked.resolve(undefined);
    });
    const children = bed.model.children();
    await asked.promise;
    bed.workspace.catalogs = ["fresh"];
    bed.model.refresh();
    assert.deepEqual(labels(await bed.model.children()), ["fresh"]);
    sendJson(await late.promise, { catalogs: [{ name: "stale" }] });
    assert.deepEqual(labels(await children), ["fresh"], "who waited for the old answer gets the newer one");
    assert.deepEqual(labels(await bed.model.children()), ["fresh"]);
    assert.equal(bed.server.seen.length, 2);
  });

  it("refreshes one node and all below it, and nothing else", async () => {
    await using bed = await testBed();
    bed.workspace.catalogs = ["main", "other"];
    bed.workspace.schemas = ["sales"];
    const schema = await expand(bed.model, "main", "sales", "Tables");
    const catalog = await expand(bed.model, "main");
    const other = await expand(bed.model, "other");
    await bed.model.children(schema);
    await bed.model.children(other);
    const before = bed.server.seen.length;
    bed.changes.length = 0;
    bed.model.refresh(catalog);
    assert.deepEqual(bed.changes, [catalog.id]);
    await bed.model.children(other);
    await bed.model.children();
    assert.equal(bed.server.seen.length, before);
    await bed.model.children(catalog);
    await bed.model.children(schema);
    assert.equal(bed.server.seen.length, before + 2);
  });

  it("drops everything at a change of profile, also what is on its way", async () => {
    await using bed = await testBed();
    const closed = gate<undefined>();
    const asked = gate<undefined>();
    bed.workspace.instead.set(1, (response) => {
      response.on("close", () => closed.resolve(undefined));
      asked.resolve(undefined);
    });
    const children = bed.model.children();
    await asked.promise;
    bed.model.setScope(undefined);
    assert.deepEqual(await children, []);
    assert.deepEqual(await bed.model.children(), []);
    await closed.promise;
    bed.model.setScope("prod");
    assert.deepEqual(labels(await bed.model.children()), ["main"]);
  });
});

describe("node text", () => {
  it("tells a screen reader what the icon shows", async () => {
    await using bed = await testBed();
    bed.workspace.schemas = ["sales"];
    const schema = await expand(bed.model, "main", "sales", "Tables");
    const spoken = (await bed.model.children(schema)).map((node) => nodeText(node).spoken);
    assert.deepEqual(spoken, ["it's `a`, view", "t, table"]);
  });
});
