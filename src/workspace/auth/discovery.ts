import type { ServerMetadata } from "openid-client";
import type { ErrorReason } from "../../core/base/errors.ts";
import { PwafError } from "../../core/base/errors.ts";
import { isAccountHost, isLoopback } from "../../core/profiles/host.ts";
import type { AuthHttp } from "./authHttp.ts";
import { sendForJson } from "./authHttp.ts";

/** What leads to an OAuth server. */
export interface Destination {
  /** Origin of a workspace or of the account console. */
  readonly host: string;
  /** Tells the servers of an account console's accounts apart. */
  readonly accountId?: string | undefined;
  /** The server's own description, where the host does not lead to it (`DATABRICKS_DISCOVERY_URL` of the SDKs). */
  readonly discoveryUrl?: string | undefined;
}

export interface Discovered {
  readonly server: ServerMetadata;
  /** Audience that identity tokens for this host should have, if the host says so. */
  readonly audience: string | undefined;
}

/**
 * Finds the OAuth server of a host: its own metadata names it (`/.well-known/databricks-config`), and hosts without
 * metadata keep it under `/oidc`, or `/oidc/accounts/<id>` at the account console. Otherwise no name is guessed from.
 * @throws PwafError with a connection reason, `config` when the account id is missing, or `bad-response` when this is no
 * Databricks workspace.
 */
export async function discover(to: Destination, http: AuthHttp, signal?: AbortSignal): Promise<Discovered> {
  const { host, discoveryUrl } = to;
  if (discoveryUrl !== undefined) {
    const json = await optionalJson(http, checkedUrl(discoveryUrl, "discovery_url", host), signal);
    if (json) return { server: checked(json, host), audience: undefined };
    throw new PwafError("config", "The `discovery_url` of this profile leads to no description of an OAuth server.", {
      hint: "Correct it or take it out: most workspaces are found without.",
    });
  }
  const metadata = await optionalJson(http, `${host}/.well-known/databricks-config`, signal);
  const audiences = metadata?.["token_federation_default_oidc_audiences"];
  const first: unknown = Array.isArray(audiences) ? audiences[0] : undefined;
  const address = oauthServer(to, metadata);
  // RFC 8414 would put the well-known part before the path; Databricks puts it behind, as OpenID Connect does.
  for (const document of ["oauth-authorization-server", "openid-configuration"]) {
    const json = await optionalJson(http, `${address}/.well-known/${document}`, signal);
    if (json) return { server: checked(json, host), audience: typeof first === "string" ? first : undefined };
  }
  throw new PwafError("bad-response", `${host} does not say how to sign in.`, {
    hint: "Check that the host is the address of a Databricks workspace.",
  });
}

function oauthServer({ host, accountId }: Destination, metadata: Record<string, unknown> | undefined): string {
  const account = () => {
    const known = accountId ?? metadata?.["account_id"];
    if (typeof known === "string" && known !== "") return encodeURIComponent(known);
    throw new PwafError("config", `${host} is an account console, and this profile does not say which account.`, {
      hint: "Set `account_id`; the account console shows it in the menu behind your name.",
    });
  };
  const endpoint = metadata?.["oidc_endpoint"];
  if (typeof endpoint !== "string" || endpoint === "")
    return isAccountHost(host) ? `${host}/oidc/accounts/${account()}` : `${host}/oidc`;
  const filled = endpoint.includes("{account_id}") ? endpoint.replaceAll("{account_id}", account()) : endpoint;
  return checkedUrl(filled, "oidc_endpoint", host).replace(/\/+$/, "");
}

/** A document that need not exist: without it we look elsewhere. A server that cannot be reached is another matter. */
async function optionalJson(
  http: AuthHttp,
  url: string,
  signal: AbortSignal | undefined,
): Promise<Record<string, unknown> | undefined> {
  try {
    const json: unknown = await (await sendForJson(http, url, {}, signal)).json();
    return typeof json === "object" && json !== null && !Array.isArray(json) ? { ...json } : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    if (error instanceof PwafError && absences.has(error.reason)) return undefined;
    throw error;
  }
}

/** Answers that mean “not here”. A proxy's login page counts too, until the last document is missing. */
const absences: ReadonlySet<ErrorReason> = new Set([
  "not-found",
  "bad-request",
  "bad-response",
  "unauthenticated",
  "forbidden",
  "sign-in",
  "config",
  "server",
]);

function checked(json: Record<string, unknown>, host: string): ServerMetadata {
  const text = (key: string) => (typeof json[key] === "string" ? json[key] : undefined);
  const url = (key: string) => {
    const value = text(key);
    return value === undefined ? undefined : checkedUrl(value, key, host);
  };
  const authorization = url("authorization_endpoint");
  const token = url("token_endpoint");
  const issuer = text("issuer");
  if (authorization === undefined || token === undefined || issuer === undefined) {
    throw new PwafError("bad-response", `The sign-in metadata of ${host} is incomplete.`, {
      hint: "Check that the host is the address of a Databricks workspace.",
    });
  }
  const revocation = url("revocation_endpoint");
  return {
    issuer,
    authorization_endpoint: authorization,
    token_endpoint: token,
    ...(revocation === undefined ? {} : { revocation_endpoint: revocation }),
    authorization_response_iss_parameter_supported: json["authorization_response_iss_parameter_supported"] === true,
  };
}

/** Codes and tokens go to these addresses: https, or plain http when both ends are this machine. */
function checkedUrl(value: string, key: string, host: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const local = url?.protocol === "http:" && isLoopback(url.hostname) && isLoopback(new URL(host).hostname);
  if (url?.protocol === "https:" || local) return value;
  throw new PwafError("bad-response", `${host} names an address for signing in that is not safe (${key}).`, {
    hint: "Signing in needs https. Ask whoever runs this server.",
  });
}
