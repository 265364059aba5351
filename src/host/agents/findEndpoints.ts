import { PwafError } from "../../core/base/errors.ts";
import type { McpEndpoint } from "../../core/mcp/endpoint.ts";
import { appEndpoint, managedEndpoint } from "../../core/mcp/endpoint.ts";
import type { Page, PageRequest, WorkspaceClient } from "../../workspace/rest/workspaceClient.ts";

/** What is asked of a workspace to find its MCP servers. */
export type EndpointClient = Pick<
  WorkspaceClient,
  "genieSpaces" | "searchIndexes" | "apps" | "connections" | "connection" | "catalogs" | "schemas" | "functions"
>;

/** Schemas of a catalog that are looked into; each costs a request. */
export const mostSchemas = 200;
const mostConnections = 1000;
const atOnce = 8;

export async function genieEndpoints(client: EndpointClient, host: string): Promise<McpEndpoint[]> {
  const spaces = await client.genieSpaces();
  return spaces.map(({ id, title }) => managedEndpoint("genie", host, [id], `Genie: ${title}`));
}

export async function searchEndpoints(client: EndpointClient, host: string): Promise<McpEndpoint[]> {
  const names = await client.searchIndexes();
  return names.map((name) => managedEndpoint("search", host, name.split("."), `AI Search: ${name}`));
}

export async function appEndpoints(client: EndpointClient): Promise<McpEndpoint[]> {
  const apps = await client.apps();
  return apps.map(({ name, url }) => appEndpoint(name, url));
}

/** Connections that lead to MCP servers. Only a connection's own page says whether it does. */
export async function externalEndpoints(client: EndpointClient, host: string): Promise<McpEndpoint[]> {
  const all = await everything((page) => client.connections(page), mostConnections);
  const http = all.filter(({ type }) => type === "HTTP");
  const details = await inTurns(http, ({ name }) => client.connection(name));
  return details
    .filter(({ options }) => options.some(({ name, value }) => name === "is_mcp_connection" && value === "true"))
    .map(({ name }) => managedEndpoint("external", host, [name], `Connection ${name}`));
}

/** Catalogs that may be looked into, by name. */
export async function catalogNames(client: EndpointClient): Promise<string[]> {
  const all = await everything((page) => client.catalogs(page), Number.POSITIVE_INFINITY);
  return all.filter(({ browseOnly }) => browseOnly !== true).map(({ name }) => name);
}

export interface FunctionEndpoints {
  readonly endpoints: readonly McpEndpoint[];
  /** There are schemas that nobody looked into. */
  readonly isCut: boolean;
}

/** The schemas of a catalog that hold functions. Those that may not be read are left out. */
export async function functionEndpoints(
  client: EndpointClient,
  host: string,
  catalog: string,
): Promise<FunctionEndpoints> {
  const all = await everything((page) => client.schemas(catalog, page), mostSchemas + 1);
  const schemas = all.slice(0, mostSchemas).filter(({ name }) => name !== "information_schema");
  const found = await inTurns(schemas, async ({ name }): Promise<McpEndpoint[]> => {
    const page = await client.functions(catalog, name, { pageSize: 1 }).catch((error: unknown) => {
      // A schema that is closed to this user, or gone since it was listed, has nothing to offer.
      if (error instanceof PwafError && (error.reason === "forbidden" || error.reason === "not-found"))
        return undefined;
      throw error;
    });
    if (page === undefined || page.items.length === 0) return [];
    return [managedEndpoint("functions", host, [catalog, name], `Functions of ${catalog}.${name}`)];
  });
  return { endpoints: found.flat(), isCut: all.length > mostSchemas };
}

/** All pages of a list, up to about so many entries. */
async function everything<T>(list: (page: PageRequest) => Promise<Page<T>>, most: number): Promise<T[]> {
  const items: T[] = [];
  let pageToken: string | undefined;
  do {
    const page = await list({ pageSize: 200, ...(pageToken === undefined ? {} : { pageToken }) });
    items.push(...page.items);
    pageToken = page.nextPageToken;
  } while (pageToken !== undefined && items.length < most);
  return items;
}

/** Answers in the order of the items, a few asked for at once. */
async function inTurns<T, R>(items: readonly T[], run: (item: T) => Promise<R>): Promise<R[]> {
  const answers: R[] = [];
  for (let start = 0; start < items.length; start += atOnce)
    answers.push(...(await Promise.all(items.slice(start, start + atOnce).map(run))));
  return answers;
}
