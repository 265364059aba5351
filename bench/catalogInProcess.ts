// Expands one big level of the catalog page by page, beside bare requests for the same pages. Prints one line of JSON.
// Run with --expose-gc, in a process of its own, so that the memory is that of the tree.
import { silentLogger } from "../src/core/base/logger.ts";
import { CatalogModel } from "../src/host/catalog/catalogModel.ts";
import type { CatalogNode } from "../src/host/catalog/catalogNode.ts";
import type { ContainerNode } from "../src/host/catalog/catalogNode.ts";
import { isContainer } from "../src/host/catalog/catalogNode.ts";
import { folded, partOf } from "../src/host/catalog/folded.ts";
import { locate } from "../src/host/catalog/locate.ts";
import { nodeText } from "../src/host/catalog/nodeText.ts";
import type { WorkspaceClient } from "../src/workspace/rest/workspaceClient.ts";
import { createWorkspaceClient } from "../src/workspace/rest/workspaceClient.ts";
import type { CatalogTask, CatalogTimes } from "./catalogScale.ts";

const { host, token, pageSize, level, last } = JSON.parse(process.env["PWAF_BENCH"] ?? "{}") as CatalogTask;

const client = createWorkspaceClient({ host, token: async () => token, productVersion: "0.1.0", log: silentLogger });
let requests = 0;
const counted: WorkspaceClient = {
  ...client,
  schemas: (...args) => {
    requests++;
    return client.schemas(...args);
  },
  tables: (...args) => {
    requests++;
    return client.tables(...args);
  },
};
const model = new CatalogModel({ client: async () => counted, pageSize: () => pageSize, log: silentLogger });
model.setScope("bench");
const parent =
  level === "schemas" ? await below(undefined, "scale") : await below(undefined, "scale", "schema_00000", "Tables");

// Once, so that the SDK is loaded and the connection open, as they are when somebody expands a catalog.
await barePage(undefined);
const before = heap();
const beyond: number[] = [];
const bare: number[] = [];
let pageToken: string | undefined;
let nodes: readonly CatalogNode[] = [];
let shownAtOnce = 0;
for (;;) {
  const alone = performance.now();
  pageToken = await barePage(pageToken);
  const server = performance.now() - alone;
  const started = performance.now();
  requests = 0;
  if (nodes.length > 0) await model.loadMore(parent);
  nodes = await model.children(parent);
  // The editor asks for the text of every child again when a page has come, but for those of a part that is closed.
  const drawn = folded(nodes, parent);
  for (const node of drawn) nodeText(node);
  shownAtOnce = Math.max(shownAtOnce, drawn.length);
  beyond.push(Math.max(performance.now() - started - server, 0));
  bare.push(server);
  if (requests !== 1) throw new Error(`${requests} requests for one page`);
  if (pageToken === undefined) break;
}
const entries = nodes.length;

const searching = performance.now();
const found = await locate(model, { kind: "table", path: last });
if (found.parent) partOf(found, await model.children(found.parent), found.parent);
const reveal = performance.now() - searching;
const filtering = performance.now();
model.filter = "99";
await model.roots();
const shown = (await model.children(parent)).length;
const filter = performance.now() - filtering;
model.filter = "";
const times: CatalogTimes = {
  entries,
  pages: beyond.length,
  beyond,
  bare,
  reveal,
  filter,
  shown,
  shownAtOnce,
  heap: heap() - before,
};
process.stdout.write(`${JSON.stringify(times)}\n`, () => process.exit());

/** The node that a way of labels leads to. */
async function below(from: ContainerNode | undefined, ...labels: readonly string[]): Promise<ContainerNode> {
  let node = from;
  for (const label of labels) {
    const children = node === undefined ? await model.roots() : await model.children(node);
    const next = children.find((child) => nodeText(child).label === label);
    if (!next || !isContainer(next)) throw new Error(`the emulated workspace has no “${label}” to expand`);
    node = next;
  }
  if (node === undefined) throw new Error("no way to go");
  return node;
}

/** One page as a program without any tree would load it; the token of the next one. */
async function barePage(page: string | undefined): Promise<string | undefined> {
  const query = new URLSearchParams({ catalog_name: "scale", include_browse: "true", max_results: String(pageSize) });
  if (level === "tables") {
    query.set("schema_name", "schema_00000");
    query.set("omit_columns", "true");
    query.set("omit_properties", "true");
  }
  if (page !== undefined) query.set("page_token", page);
  const answer = await fetch(`${host}/api/2.1/unity-catalog/${level}?${query.toString()}`, {
    headers: { Authorization: `Bearer ${token}` },
  });
  if (!answer.ok) throw new Error(`the emulated workspace answered ${answer.status}`);
  return ((await answer.json()) as { readonly next_page_token?: string }).next_page_token;
}

/** Bytes in use after a collection. */
function heap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
