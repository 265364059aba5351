import type { ConnectionOption } from "../../core/connections/options.ts";
import { shownOptions, withoutUserInfo } from "../../core/connections/options.ts";
import type { Caller } from "./call.ts";
import { connection } from "./catalogReaders.ts";
import { pathSegment } from "./path.ts";
import type { Json } from "./read.ts";
import { isObject, optionalText, present, readOne } from "./read.ts";
import type { Connection } from "./types.ts";

/** A connection with how it signs in and where it leads. No secret, whatever the workspace sends. */
export interface ConnectionDetail extends Connection {
  /** `BEARER_TOKEN`, `OAUTH_M2M`, `OAUTH_U2M`, `OAUTH_U2M_MAPPING`, `USERNAME_PASSWORD`, … */
  readonly credentialType?: string;
  readonly options: readonly ConnectionOption[];
}

export interface ConnectionsApi {
  connection(name: string, signal?: AbortSignal): Promise<ConnectionDetail>;
}

/** Source: Databricks SDK for Go, `service/catalog/model.go`, `ConnectionInfo`. */
export function connectionsApi({ get }: Pick<Caller, "get">): ConnectionsApi {
  return {
    async connection(name, signal) {
      const answer = await get(`/api/2.1/unity-catalog/connections/${pathSegment(name)}`, {}, signal);
      return readOne(answer, `the connection ${name}`, connectionDetail);
    },
  };
}

function connectionDetail(entry: Json): ConnectionDetail | undefined {
  const summary = connection(entry);
  if (summary === undefined) return undefined;
  const { url, ...rest } = summary;
  return present<ConnectionDetail>({
    ...rest,
    url: url === undefined ? undefined : withoutUserInfo(url),
    credentialType: optionalText(entry["credential_type"]),
    options: isObject(entry["options"]) ? shownOptions(entry["options"]) : [],
  });
}
