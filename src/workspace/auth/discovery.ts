import type { ServerMetadata } from "openid-client";
import type { ErrorReason } from "../../core/base/errors.ts";
import { PwafError } from "../../core/base/errors.ts";
import { isLoopback } from "../../core/profiles/host.ts";
import type { AuthHttp } from "./authHttp.ts";
import { sendForJson } from "./authHttp.ts";

/**
 * Finds the OAuth server of a workspace: the host's own metadata names it (`/.well-known/databricks-config`), and hosts
 * without metadata keep it under `/oidc`. Nothing is guessed from the host's name.
 * @throws PwafError with a connection reason, or `bad-response` when this is no Databricks workspace.
 */
export async function discover(host: string, http: AuthHttp, signal?: AbortSignal): Promise<ServerMetadata> {
  const server = await oauthServer(host, http, signal);
  // RFC 8414 would put the well-known part before the path; Databricks puts it behind, as OpenID Connect does.
  for (const document of ["oauth-authorization-server", "openid-configuration"]) {
    const json = await optionalJson(http, `${server}/.well-known/${document}`, signal);
    if (json) return checked(json, host);
  }
  throw new PwafError("bad-response", `${host} does not say how to sign in.`, {
    hint: "Check that the host is the address of a Databricks workspace.",
  });
}

async function oauthServer(host: string, http: AuthHttp, signal: AbortSignal | undefined): Promise<string> {
  const metadata = await optionalJson(http, `${host}/.well-known/databricks-config`, signal);
  const endpoint = metadata?.["oidc_endpoint"];
  if (typeof endpoint !== "string" || endpoint === "") return `${host}/oidc`;
  const account = metadata?.["account_id"];
  const filled = endpoint.replaceAll("{account_id}", typeof account === "string" ? encodeURIComponent(account) : "");
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
