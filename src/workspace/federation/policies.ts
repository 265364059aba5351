import { PwafError } from "../../core/base/errors.ts";
import type { FederationPolicy } from "../../core/federation/policy.ts";
import { parsePolicies } from "../../core/federation/policy.ts";
import type { AuthHttp } from "../auth/authHttp.ts";
import { sendForJson } from "../auth/authHttp.ts";

/** The account, and a token of somebody who may look at it. */
export interface AccountAccess {
  /** Origin of the account console, such as `https://accounts.cloud.databricks.com`. */
  readonly host: string;
  readonly accountId: string;
  readonly accessToken: string;
}

/**
 * Federation policies of a whole account. Source: `GET /api/2.0/accounts/{account}/federationPolicies`.
 * @throws PwafError `forbidden` when the user is no administrator of the account.
 */
export async function accountPolicies(
  { host, accountId, accessToken }: AccountAccess,
  http: AuthHttp,
  signal?: AbortSignal,
): Promise<readonly FederationPolicy[]> {
  const address = `${host}/api/2.0/accounts/${encodeURIComponent(accountId)}/federationPolicies`;
  const policies: FederationPolicy[] = [];
  let page: string | undefined = "";
  // More pages than this are no list of issuers: an account has room for a few.
  for (let number = 0; page !== undefined && number < 20; number++) {
    const url: string = page === "" ? address : `${address}?page_token=${encodeURIComponent(page)}`;
    const headers = { authorization: `Bearer ${accessToken}` };
    const answer = (await (await sendForJson(http, url, { headers }, signal)).json()) as Record<string, unknown>;
    const list = Array.isArray(answer["policies"]) ? answer["policies"] : [];
    if (list.length > 0) policies.push(...parsePolicies(JSON.stringify(list)));
    page =
      typeof answer["next_page_token"] === "string" && answer["next_page_token"] !== ""
        ? answer["next_page_token"]
        : undefined;
  }
  if (policies.length > 0) return policies;
  throw new PwafError("not-found", "The account has no federation policy.", {
    hint: "Policies of service principals are kept with them: paste what `databricks account service-principal-federation-policy list` prints.",
  });
}
