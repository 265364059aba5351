import type { Page, PageRequest } from "../../workspace/rest/types.ts";
import type { WorkspaceClient } from "../../workspace/rest/workspaceClient.ts";
import type { BranchSource } from "./branch.ts";
import type { BranchNode, ContainerNode, FolderNode, GroupNode, NamedNode, VolumeEntry } from "./catalogNode.ts";
import { groupNode, nodeId, schemaGroups } from "./catalogNode.ts";
import { volumePath } from "./nodeName.ts";

/** What the tree asks of a workspace. */
export type CatalogClient = Pick<
  WorkspaceClient,
  | "catalogs"
  | "catalog"
  | "schemas"
  | "schema"
  | "tables"
  | "table"
  | "findTables"
  | "volumes"
  | "volume"
  | "functions"
  | "catalogFunction"
  | "models"
  | "model"
  | "modelVersions"
  | "externalLocations"
  | "connections"
  | "warehouses"
  | "files"
>;

/** The client of the moment, and how many entries a page shall have. */
export interface SourceOptions {
  readonly client: () => Promise<CatalogClient>;
  readonly pageSize: () => number;
}

/** An entry of the tree without what follows from its place. */
export type Bare<Node extends NamedNode = NamedNode> = Node extends NamedNode
  ? Pick<Node, "kind" | "path" | "info">
  : never;

/** Puts an entry into its place in the tree. */
export function entryNode(scope: string, parent: ContainerNode | undefined, bare: Bare): NamedNode {
  // The compiler does not see that kind, path and info stay those of one member of the union.
  return { ...bare, id: nodeId(scope, bare.kind, bare.path), scope, parent };
}

/**
 * Where the children of a node come from; those of the tree's root without a parent.
 * @param favourites loads the user's own list
 */
export function sourceOf(
  scope: string,
  parent: ContainerNode | undefined,
  { client, pageSize }: SourceOptions,
  favourites: (signal: AbortSignal) => Promise<readonly Bare[]>,
): BranchSource {
  type Load = (client: CatalogClient, page: PageRequest, signal: AbortSignal) => Promise<Page<Bare>>;
  const source = (doing: string, load: Load): BranchSource => ({
    doing,
    load: async (pageToken, signal) => {
      const page = { pageSize: pageSize(), ...(pageToken === undefined ? {} : { pageToken }) };
      return mapPage(await load(await client(), page, signal), (bare) => entryNode(scope, parent, bare));
    },
  });
  const name = parent?.path.join(".") ?? "";
  switch (parent?.kind) {
    case undefined:
      return source("list catalogs", async (from, page, signal) =>
        mapPage(await from.catalogs(page, signal), (info) => ({ kind: "catalog", path: [info.name], info })),
      );
    case "catalog":
      return source(`list schemas in ${name}`, async (from, page, signal) =>
        mapPage(await from.schemas(...parent.path, page, signal), (info) => ({
          kind: "schema",
          path: [...parent.path, info.name],
          info,
        })),
      );
    case "schema":
      return fixed(schemaGroups.map((of) => groupNode(scope, of, parent, parent.path)));
    case "group":
      return parent.of === "favourites"
        ? {
            doing: "look up the favourites",
            load: async (_, signal) => ({
              items: (await favourites(signal)).map((bare) => entryNode(scope, parent, bare)),
            }),
          }
        : source(`list ${parent.of}${name === "" ? "" : ` in ${name}`}`, (from, page, signal) =>
            groupPage(parent, from, page, signal),
          );
    case "table":
      return source(`list columns of ${name}`, async (from, _, signal) => {
        const { columns } = await from.table(name, signal);
        return { items: columns.map((info) => ({ kind: "column", path: [...parent.path, info.name], info })) };
      });
    case "volume":
    case "folder":
      return source(`list files in ${volumePath(parent.path)}`, (from, page, signal) =>
        filePage(parent, from, page, signal),
      );
    case "model":
      return source(`list versions of ${name}`, async (from, page, signal) =>
        mapPage(await from.modelVersions(name, page, signal), (info) => ({
          kind: "version",
          path: [...parent.path, String(info.version)],
          info,
        })),
      );
  }
}

async function groupPage(
  { of, path }: GroupNode,
  client: CatalogClient,
  page: PageRequest,
  signal: AbortSignal,
): Promise<Page<Bare>> {
  const [catalog = "", schema = ""] = path;
  const inSchema = (name: string) => [catalog, schema, name] as const;
  switch (of) {
    case "tables":
      return mapPage(await client.tables(catalog, schema, page, signal), (info) => ({
        kind: "table",
        path: inSchema(info.name),
        info,
      }));
    case "volumes":
      return mapPage(await client.volumes(catalog, schema, page, signal), (info) => ({
        kind: "volume",
        path: inSchema(info.name),
        info,
      }));
    case "functions":
      return mapPage(await client.functions(catalog, schema, page, signal), (info) => ({
        kind: "function",
        path: inSchema(info.name),
        info,
      }));
    case "models":
      return mapPage(await client.models(catalog, schema, page, signal), (info) => ({
        kind: "model",
        path: inSchema(info.name),
        info,
      }));
    case "locations":
      return mapPage(await client.externalLocations(page, signal), (info) => ({
        kind: "location",
        path: [info.name],
        info,
      }));
    case "connections":
      return mapPage(await client.connections(page, signal), (info) => ({
        kind: "connection",
        path: [info.name],
        info,
      }));
    case "warehouses": {
      const all = await client.warehouses(signal);
      const items = all.map((info): Bare => ({ kind: "warehouse", path: [info.id], info }));
      return { items };
    }
    case "favourites":
      return { items: [] };
  }
}

/** The Files API takes at most 1000 entries a page; it sorts by name, files and folders alike. */
async function filePage(
  { path }: VolumeEntry | FolderNode,
  client: CatalogClient,
  page: PageRequest,
  signal: AbortSignal,
): Promise<Page<Bare>> {
  const request = { ...page, pageSize: Math.min(page.pageSize, 1000) };
  return mapPage(await client.files(volumePath(path), request, signal), (info) => ({
    kind: info.isFolder ? "folder" : "file",
    path: [...path, info.name],
    info,
  }));
}

/**
 * The tables of a schema whose names contain a text, found by the server, which knows those on pages not loaded yet.
 * `_` stands for any character in its patterns, and whether it can be escaped is not documented: what comes is checked.
 */
export function filteredTables(scope: string, parent: GroupNode, text: string, options: SourceOptions): BranchSource {
  const [catalog = "", schema = ""] = parent.path;
  const prefix = `${catalog}.${schema}.`;
  return {
    doing: `look for tables in ${catalog}.${schema}`,
    load: async (pageToken, signal) => {
      const page = { pageSize: options.pageSize(), ...(pageToken === undefined ? {} : { pageToken }) };
      const patterns = { schema, table: `%${text}%` };
      const found = await (await options.client()).findTables(catalog, patterns, page, signal);
      const inSchema = found.items.filter(({ fullName }) => fullName.startsWith(prefix));
      return {
        ...found,
        items: inSchema.map(({ fullName, type }): BranchNode => {
          const name = fullName.slice(prefix.length);
          return entryNode(scope, parent, { kind: "table", path: [catalog, schema, name], info: { name, type } });
        }),
      };
    },
  };
}

function fixed(items: readonly BranchNode[]): BranchSource {
  return { doing: "", load: async () => ({ items }) };
}

function mapPage<T, U>(page: Page<T>, map: (item: T) => U): Page<U> {
  return { ...page, items: page.items.map(map) };
}
