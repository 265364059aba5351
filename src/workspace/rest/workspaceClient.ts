import { PwafError } from "../../core/base/errors.ts";
import type { Logger } from "../../core/base/logger.ts";
import { pathSegment } from "./path.ts";
import { readList, readObject, readOne, optionalText } from "./read.ts";
import { catalog, newPersonalToken, personalToken, schema, table, tableSummary, user, warehouse } from "./readers.ts";
import type { RestApi } from "./restApi.ts";
import type { Timing } from "./retry.ts";
import { realTiming } from "./retry.ts";
import type {
  Catalog,
  NewPersonalToken,
  Page,
  PageRequest,
  PersonalToken,
  Schema,
  Table,
  TableSummary,
  User,
  Warehouse,
} from "./types.ts";

export type {
  Catalog,
  NewPersonalToken,
  Page,
  PageRequest,
  PersonalToken,
  Schema,
  Table,
  TableSummary,
  User,
  Warehouse,
};

/** Our own name in the User-Agent header, as our own rule demands: `<isv>_<product>`. */
export const ownProduct = "PwafToolkit_VSCode";

/**
 * A workspace by REST. Lists come one page at a time. Every call throws `PwafError`; a signal ends it with `cancelled`.
 * Names are plain, never quoted or encoded.
 */
export interface WorkspaceClient {
  /** Who the token belongs to. */
  me(signal?: AbortSignal): Promise<User>;
  catalogs(page: PageRequest, signal?: AbortSignal): Promise<Page<Catalog>>;
  schemas(catalog: string, page: PageRequest, signal?: AbortSignal): Promise<Page<Schema>>;
  tables(catalog: string, schema: string, page: PageRequest, signal?: AbortSignal): Promise<Page<TableSummary>>;
  /** @param fullName `catalog.schema.table`, unquoted. */
  table(fullName: string, signal?: AbortSignal): Promise<Table>;
  warehouses(signal?: AbortSignal): Promise<readonly Warehouse[]>;
  warehouse(id: string, signal?: AbortSignal): Promise<Warehouse>;
  /** Asks the warehouse to start; does not wait until it runs. */
  startWarehouse(id: string, signal?: AbortSignal): Promise<void>;
  /** The signed-in user's personal access tokens. The server sends all at once. */
  personalTokens(signal?: AbortSignal): Promise<readonly PersonalToken[]>;
  /** @param lifetimeSeconds how long the token is valid; the workspace may allow less. */
  createPersonalToken(comment: string, lifetimeSeconds: number, signal?: AbortSignal): Promise<NewPersonalToken>;
  /** What uses the token stops working at once. */
  revokePersonalToken(id: string, signal?: AbortSignal): Promise<void>;
}

export interface WorkspaceClientOptions {
  /** Origin of the workspace, such as `https://adb-1.2.azuredatabricks.net`. */
  readonly host: string;
  /** A valid access token; asked before every request. */
  readonly token: () => Promise<string>;
  /** Hears of a token that the workspace did not accept. */
  readonly refuse?: (token: string) => void;
  /** Version of this extension, for the User-Agent. */
  readonly productVersion: string;
  readonly log: Logger;
  /** Ends every call of this client, as at a change of profile. */
  readonly signal?: AbortSignal;
  readonly timing?: Timing;
  /** Milliseconds for one attempt. */
  readonly timeoutMs?: number;
}

const unityCatalog = "/api/2.1/unity-catalog";
const warehousesPath = "/api/2.0/sql/warehouses";
const tokensPath = "/api/2.0/token";

/**
 * A client of one workspace. Loads the SDK with the first call (about 90 ms), not before.
 * @throws PwafError `config` when the host is no https address (http only on this computer).
 */
export function createWorkspaceClient(options: WorkspaceClientOptions): WorkspaceClient {
  const host = checkedHost(options.host);
  let api: Promise<RestApi> | undefined;

  async function call(
    method: "GET" | "POST",
    path: string,
    query: Record<string, string | number | boolean>,
    signal: AbortSignal | undefined,
    payload?: object,
  ): Promise<unknown> {
    api ??= import("./restApi.ts").then(
      ({ RestApi }) =>
        new RestApi({
          host,
          token: options.token,
          refuse: options.refuse,
          product: ownProduct,
          productVersion: semver(options.productVersion),
          log: options.log,
          timing: options.timing ?? realTiming,
          timeoutMs: options.timeoutMs ?? 60_000,
        }),
    );
    const signals = [signal, options.signal].filter((one) => one !== undefined);
    return await (
      await api
    ).request({
      method,
      path,
      query,
      raw: false,
      headers: new Headers({
        Accept: "application/json",
        ...(payload === undefined ? {} : { "Content-Type": "application/json" }),
      }),
      ...(payload === undefined ? {} : { payload }),
      ...(signals.length === 0 ? {} : { signal: AbortSignal.any(signals) }),
    });
  }

  const get = (path: string, query: Record<string, string | number | boolean>, signal: AbortSignal | undefined) =>
    call("GET", path, query, signal);

  return {
    async me(signal) {
      return readOne(await get("/api/2.0/preview/scim/v2/Me", {}, signal), "the signed-in user", user);
    },

    async catalogs(page, signal) {
      const answer = await get(`${unityCatalog}/catalogs`, paging(page), signal);
      return pageOf(answer, readList(answer, "catalogs", "catalogs", catalog));
    },

    async schemas(catalogName, page, signal) {
      const answer = await get(`${unityCatalog}/schemas`, { catalog_name: catalogName, ...paging(page) }, signal);
      return pageOf(answer, readList(answer, "schemas", "schemas", schema));
    },

    async tables(catalogName, schemaName, page, signal) {
      const query = {
        catalog_name: catalogName,
        schema_name: schemaName,
        // A list shows names; columns and properties would make each page some hundred times larger.
        omit_columns: true,
        omit_properties: true,
        omit_username: true,
        ...paging(page),
      };
      const answer = await get(`${unityCatalog}/tables`, query, signal);
      return pageOf(answer, readList(answer, "tables", "tables", tableSummary));
    },

    async table(fullName, signal) {
      const answer = await get(`${unityCatalog}/tables/${pathSegment(fullName)}`, {}, signal);
      return readOne(answer, `the table ${fullName}`, (entry) => table(entry, fullName));
    },

    async warehouses(signal) {
      const found: Warehouse[] = [];
      let token: string | undefined;
      // A workspace has tens of warehouses and a picker needs them all. The bound is against a server that never ends.
      for (let pages = 0; pages < 100; pages++) {
        const query = token === undefined ? { page_size: 100 } : { page_size: 100, page_token: token };
        const answer = await get(warehousesPath, query, signal);
        found.push(...readList(answer, "warehouses", "warehouses", warehouse));
        token = optionalText(readObject(answer, "warehouses")["next_page_token"]);
        if (token === undefined) break;
      }
      return found;
    },

    async warehouse(id, signal) {
      return readOne(await get(`${warehousesPath}/${pathSegment(id)}`, {}, signal), `the warehouse ${id}`, warehouse);
    },

    async startWarehouse(id, signal) {
      await call("POST", `${warehousesPath}/${pathSegment(id)}/start`, {}, signal);
    },

    async personalTokens(signal) {
      const answer = await get(`${tokensPath}/list`, {}, signal);
      return readList(answer, "token_infos", "personal access tokens", personalToken);
    },

    async createPersonalToken(comment, lifetimeSeconds, signal) {
      const wanted = { comment, lifetime_seconds: lifetimeSeconds };
      const answer = await call("POST", `${tokensPath}/create`, {}, signal, wanted);
      return readOne(answer, "the new token", newPersonalToken);
    },

    async revokePersonalToken(id, signal) {
      await call("POST", `${tokensPath}/delete`, {}, signal, { token_id: id });
    },
  };
}

/** Without `max_results` the server would send everything at once. */
function paging({ pageSize, pageToken }: PageRequest): Record<string, string | number> {
  return pageToken === undefined ? { max_results: pageSize } : { max_results: pageSize, page_token: pageToken };
}

function pageOf<T>(answer: unknown, items: readonly T[]): Page<T> {
  const nextPageToken = optionalText(readObject(answer, "a list")["next_page_token"]);
  return nextPageToken === undefined ? { items } : { items, nextPageToken };
}

/** A token may not cross a network in the clear. */
function checkedHost(host: string): string {
  const url = URL.canParse(host) ? new URL(host) : undefined;
  const local = url !== undefined && /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url?.protocol === "https:" || (url?.protocol === "http:" && local)) return url.origin;
  throw new PwafError("config", `“${host}” is not the address of a workspace.`, {
    hint: "Use the https address that the browser shows for the workspace, such as https://adb-1.2.azuredatabricks.net.",
  });
}

/** The three numbers that the SDK accepts; a pre-release mark is left out. */
function semver(version: string): `${number}.${number}.${number}` {
  const [, major = "0", minor = "0", patch = "0"] = /^(\d+)\.(\d+)\.(\d+)/.exec(version) ?? [];
  return `${Number(major)}.${Number(minor)}.${Number(patch)}`;
}
