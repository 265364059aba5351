import { PwafError } from "../../core/base/errors.ts";
import type { AuthHttp } from "./authHttp.ts";
import { sendForJson } from "./authHttp.ts";

/**
 * Who a token belongs to, from the workspace's SCIM route; a service principal answers with its application id.
 * @throws PwafError `unauthenticated` when the workspace does not accept the token.
 */
export async function fetchUserName(
  host: string,
  accessToken: string,
  http: AuthHttp,
  signal?: AbortSignal,
): Promise<string> {
  const url = `${host}/api/2.0/preview/scim/v2/Me`;
  const response = await sendForJson(http, url, { headers: { authorization: `Bearer ${accessToken}` } }, signal);
  const json: unknown = await response.json();
  if (typeof json === "object" && json !== null && "userName" in json && typeof json.userName === "string") {
    return json.userName;
  }
  throw new PwafError("bad-response", `${host} does not say whose token this is.`, {
    hint: "Check that the host is the address of a Databricks workspace.",
  });
}
