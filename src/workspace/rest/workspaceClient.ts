import { PwafError } from "../../core/base/errors.ts";
import type { Logger } from "../../core/base/logger.ts";
import type { Caller, Query } from "./call.ts";
import type { CatalogApi } from "./catalogApi.ts";
import { catalogApi } from "./catalogApi.ts";
import type { ConnectionsApi } from "./connectionsApi.ts";
import { connectionsApi } from "./connectionsApi.ts";
import type { FilesApi } from "./filesApi.ts";
import { filesApi } from "./filesApi.ts";
import type { GovernanceApi } from "./governanceApi.ts";
import { governanceApi } from "./governanceApi.ts";
import type { LakebaseApi } from "../lakebase/lakebaseApi.ts";
import { lakebaseApi } from "../lakebase/lakebaseApi.ts";
import type { McpApi } from "../mcp/mcpApi.ts";
import { mcpApi } from "../mcp/mcpApi.ts";
import type { QueryHistoryApi } from "./queryHistoryApi.ts";
import { queryHistoryApi } from "./queryHistoryApi.ts";
import { readList, readOne } from "./read.ts";
import { newPersonalToken, personalToken, user } from "./readers.ts";
import type { RestApi } from "./restApi.ts";
import type { Timing } from "./retry.ts";
import { realTiming } from "./retry.ts";
import type { NewPersonalToken, PersonalToken, User } from "./types.ts";
import type { WarehouseApi } from "./warehouseApi.ts";
import { warehouseApi } from "./warehouseApi.ts";

export type * from "./types.ts";

/** Our own name in the User-Agent header, as our own rule demands: `<isv>_<product>`. */
export const ownProduct = "PwafToolkit_VSCode";

/**
 * A workspace by REST. Lists come one page at a time. Every call throws `PwafError`; a signal ends it with `cancelled`.
 * Names are plain, never quoted or encoded.
 */
export interface WorkspaceClient
  extends CatalogApi, ConnectionsApi, FilesApi, GovernanceApi, WarehouseApi, QueryHistoryApi, LakebaseApi, McpApi {
  /** Who the token belongs to. */
  me(signal?: AbortSignal): Promise<User>;
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

const tokensPath = "/api/2.0/token";

/**
 * A client of one workspace. Loads the SDK with the first call (about 90 ms), not before.
 * @throws PwafError `config` when the host is no https address (http only on this computer).
 */
export function createWorkspaceClient(options: WorkspaceClientOptions): WorkspaceClient {
  const host = checkedHost(options.host);
  let api: Promise<RestApi> | undefined;

  async function restApi(): Promise<RestApi> {
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
    return await api;
  }
  const request = (
    method: "GET" | "POST",
    path: string,
    query: Query,
    signal: AbortSignal | undefined,
    payload?: object,
  ) => {
    const signals = [signal, options.signal].filter((one) => one !== undefined);
    return {
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
    };
  };
  const caller: Caller = {
    get: async (path, query, signal) => (await restApi()).request(request("GET", path, query, signal)),
    post: async (path, payload, signal) => (await restApi()).request(request("POST", path, {}, signal, payload)),
    filePart: async (path, range, signal) => {
      const asked = request("GET", path, {}, signal);
      asked.headers.set("Accept", "application/octet-stream");
      return (await restApi()).filePart(asked, range);
    },
  };
  const { get, post } = caller;

  return {
    ...catalogApi(caller),
    ...connectionsApi(caller),
    ...filesApi(caller),
    ...governanceApi(caller),
    ...warehouseApi(caller),
    ...queryHistoryApi(caller),
    ...lakebaseApi(caller),
    ...mcpApi(caller),

    async me(signal) {
      return readOne(await get("/api/2.0/preview/scim/v2/Me", {}, signal), "the signed-in user", user);
    },

    async personalTokens(signal) {
      const answer = await get(`${tokensPath}/list`, {}, signal);
      return readList(answer, "token_infos", "personal access tokens", personalToken);
    },

    async createPersonalToken(comment, lifetimeSeconds, signal) {
      const wanted = { comment, lifetime_seconds: lifetimeSeconds };
      const answer = await post(`${tokensPath}/create`, wanted, signal);
      return readOne(answer, "the new token", newPersonalToken);
    },

    async revokePersonalToken(id, signal) {
      await post(`${tokensPath}/delete`, { token_id: id }, signal);
    },
  };
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
