/** A search index over a column of a table. */
export interface SearchIndex {
  /** Full name, three parts. */
  readonly name: string;
  readonly endpoint: string;
  readonly primaryKey: string;
  readonly table: string;
  /** Columns that are searched. */
  readonly columns: readonly [string, ...string[]];
}

export const searchIndexes: readonly SearchIndex[] = [
  {
    name: "main.ops.tickets_index",
    endpoint: "shared_search",
    primaryKey: "ticket_id",
    table: "main.ops.tickets",
    columns: ["subject", "body"],
  },
];

export interface GenieSpace {
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

export const genieSpaces: readonly GenieSpace[] = [
  {
    id: "01f0a1b2c3d411e0a4b5c6d7e8f90a1b",
    title: "Sales questions",
    description: "Orders, customers and returns of the sample shop",
  },
];

/** Databricks Apps of the workspace. */
export const apps = [
  { name: "mcp-parcels", description: "Where parcels are, as tools", servesMcp: true },
  { name: "sales-board", description: "Dashboard without tools", servesMcp: false },
] as const;

/** Apps run at names of their own in a real workspace; here they are below this path of the same origin. */
export const appsPrefix = "/apps/";
