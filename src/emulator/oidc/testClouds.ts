import { importSPKI, jwtVerify } from "jose";
import { generateKeyPairSync } from "node:crypto";
import { randomHex } from "../dataDir.ts";
import { type Call, sendJson } from "../http/call.ts";
import type { IdentityStore, User } from "../identity.ts";
import { ApiError } from "../rest/apiError.ts";
import { IdentityProvider } from "./identityProvider.ts";

/** Everything under it exists for tests only: none of it is part of a workspace. */
export const testPrefix = "/__test/";

/** The application that Entra tokens for Azure Databricks are for. */
const azureDatabricks = "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d";
const serviceAccount = "loader@emulated.iam.gserviceaccount.example";

/**
 * Stand-ins for the token services of clouds and pipelines, with one account each, which is the workspace's service
 * principal. They check what the real ones check: secrets, assertions, and the headers against forged requests.
 */
export class TestClouds {
  /** Somebody's own identity provider, for token federation. */
  readonly identityProvider: IdentityProvider;
  readonly entra = { tenantId: "11111111-2222-4333-8444-555555555555", clientId: "entra-app", secret: randomHex(20) };
  readonly google = { serviceAccount, refreshToken: randomHex(20) };
  /** Bearer that a pipeline's job asks for its identity token with. */
  readonly pipelineToken = randomHex(20);
  readonly base: string;
  readonly #entraIssuer: string;
  #googleKey: { readonly publicKey: string; readonly privateKey: string } | undefined;
  readonly #identity: IdentityStore;
  readonly #origins: readonly string[];

  constructor(identity: IdentityStore, origins: readonly string[]) {
    this.#identity = identity;
    this.#origins = origins;
    this.base = `${origins[0] ?? ""}${testPrefix.slice(0, -1)}`;
    this.identityProvider = new IdentityProvider(`${this.base}/idp`);
    this.#entraIssuer = `${this.base}/entra/${this.entra.tenantId}/v2.0`;
  }

  /** What Google gives out as the key file of the service account. */
  get googleKeyFile(): string {
    const { privateKey } = this.#googleKeys;
    return JSON.stringify({ type: "service_account", client_email: serviceAccount, private_key: privateKey });
  }

  /** Made on first use: most runs need none. */
  get #googleKeys() {
    this.#googleKey ??= generateKeyPairSync("rsa", {
      modulusLength: 2048,
      publicKeyEncoding: { type: "spki", format: "pem" },
      privateKeyEncoding: { type: "pkcs8", format: "pem" },
    });
    return this.#googleKey;
  }

  /** The service principal, for a token of Entra or Google that Databricks takes as it is. */
  async userOfToken(token: string): Promise<User | undefined> {
    const claims = await this.identityProvider.verify(token);
    const isEntra = claims?.iss === this.#entraIssuer && claims.aud === azureDatabricks;
    const isGoogle = claims?.iss === `${this.base}/google` && this.#origins.some((origin) => origin === claims.aud);
    return isEntra || isGoogle ? this.#identity.servicePrincipal : undefined;
  }

  async handle(call: Call): Promise<void> {
    const { request, url } = call;
    const path = url.pathname.slice(testPrefix.length);
    const routes: readonly (readonly [method: string, pattern: RegExp, run: () => Promise<unknown>])[] = [
      ["GET", /^idp\/\.well-known\/openid-configuration$/, async () => this.identityProvider.metadata()],
      ["GET", /^idp\/jwks\.json$/, () => this.identityProvider.jwks()],
      ["GET", /^imds\/metadata\/identity\/oauth2\/token$/, () => this.#imds(call)],
      ["POST", /^entra\/[\w-]+\/oauth2\/v2\.0\/token$/, () => this.#entraToken(call)],
      ["POST", /^google\/token$/, () => this.#googleToken(call)],
      ["POST", /^google\/v1\/projects\/-\/serviceAccounts\/[^/]+:generateIdToken$/, () => this.#impersonate(call)],
      [
        "GET",
        /^google\/computeMetadata\/v1\/instance\/service-accounts\/default\/token$/,
        () => this.#computeToken(call),
      ],
      ["GET", /^github\/token$/, () => this.#github(call)],
      ["POST", /^azure-devops\/[^/]+\/_apis\/distributedtask\/hubs\/.*\/oidctoken$/, () => this.#azureDevops(call)],
      ["GET", /^metadata-service$/, () => this.#metadataService(call)],
    ];
    const route = routes.find(([method, pattern]) => method === request.method && pattern.test(path));
    if (!route)
      throw new ApiError(501, "NOT_IMPLEMENTED", `There is no test route ${request.method ?? ""} ${url.pathname}`);
    sendJson(call.response, 200, await route[2]());
  }

  /** Azure's instance metadata: any page could send such a request, hence the header. */
  async #imds({ request, url }: Call): Promise<unknown> {
    if (request.headers["metadata"] !== "true")
      throw refused("invalid_request", "Required metadata header not specified");
    if (!url.searchParams.has("api-version")) throw refused("invalid_request", "api-version is missing");
    const clientId = url.searchParams.get("client_id") ?? this.entra.clientId;
    const token = await this.#entraFor(url.searchParams.get("resource") ?? "", clientId);
    return { access_token: token, expires_in: "3600", expires_on: String(inAnHour()), token_type: "Bearer" };
  }

  async #entraToken(call: Call): Promise<unknown> {
    const form = await formOf(call);
    if (!call.url.pathname.includes(`/entra/${this.entra.tenantId}/`))
      throw refused("invalid_request", "AADSTS90002: Tenant not found.");
    if (form.get("client_id") !== this.entra.clientId || form.get("client_secret") !== this.entra.secret)
      throw refused("invalid_client", "AADSTS7000215: Invalid client secret provided.", 401);
    const resource = (form.get("scope") ?? "").replace(/\/\.default$/, "");
    return {
      access_token: await this.#entraFor(resource, this.entra.clientId),
      expires_in: 3600,
      token_type: "Bearer",
    };
  }

  /** A service account's signed assertion for an identity token, or a refresh token for an access token. */
  async #googleToken(call: Call): Promise<unknown> {
    const form = await formOf(call);
    if (form.get("grant_type") === "refresh_token") {
      if (form.get("refresh_token") !== this.google.refreshToken) throw refused("invalid_grant", "Bad Request");
      return { access_token: this.pipelineToken, expires_in: 3600, token_type: "Bearer" };
    }
    try {
      const key = await importSPKI(this.#googleKeys.publicKey, "RS256");
      const options = { issuer: serviceAccount, audience: `${this.base}/google/token`, requiredClaims: ["exp"] };
      const { payload } = await jwtVerify(form.get("assertion") ?? "", key, options);
      if (payload["scope"] !== undefined)
        return { access_token: this.pipelineToken, expires_in: 3600, token_type: "Bearer" };
      return { id_token: await this.#googleIdToken(String(payload["target_audience"])) };
    } catch {
      throw refused("invalid_grant", "Invalid JWT Signature.");
    }
  }

  async #impersonate(call: Call): Promise<unknown> {
    this.#requirePipelineToken(call);
    if (!decodeURIComponent(call.url.pathname).includes(`/${serviceAccount}:`))
      throw new ApiError(403, "PERMISSION_DENIED", "Permission 'iam.serviceAccounts.getOpenIdToken' denied.");
    const { audience } = JSON.parse((await call.body()).toString("utf8")) as { audience: string };
    return { token: await this.#googleIdToken(audience) };
  }

  async #computeToken({ request }: Call): Promise<unknown> {
    if (request.headers["metadata-flavor"] !== "Google") throw new ApiError(403, "PERMISSION_DENIED", "Missing header");
    return { access_token: this.pipelineToken, expires_in: 3600, token_type: "Bearer" };
  }

  async #github(call: Call): Promise<unknown> {
    this.#requirePipelineToken(call);
    const audience = call.url.searchParams.get("audience") ?? "https://github.com/acme";
    return { value: await this.identityProvider.token({ subject: "repo:acme/loader:environment:prod", audience }) };
  }

  async #azureDevops(call: Call): Promise<unknown> {
    this.#requirePipelineToken(call);
    const token = { subject: "sc://acme/loader/prod", audience: "api://AzureADTokenExchange" };
    return { oidcToken: await this.identityProvider.token(token) };
  }

  /** What another extension of the editor offers on this machine. */
  async #metadataService({ request }: Call): Promise<unknown> {
    if (request.headers["x-databricks-metadata-version"] !== "1")
      throw new ApiError(400, "BAD_REQUEST", "Unknown version");
    const host = request.headers["x-databricks-host"];
    if (!this.#origins.some((origin) => origin === host)) throw new ApiError(404, "NOT_FOUND", "Unknown host");
    const token = await this.#entraFor(azureDatabricks, this.entra.clientId);
    return { access_token: token, expires_on: inAnHour(), token_type: "Bearer" };
  }

  async #entraFor(resource: string, clientId: string): Promise<string> {
    if (clientId !== this.entra.clientId) throw refused("invalid_request", "Identity not found");
    const claims = { appid: clientId, tid: this.entra.tenantId };
    return this.identityProvider.token({ subject: clientId, audience: resource, issuer: this.#entraIssuer, claims });
  }

  async #googleIdToken(audience: string): Promise<string> {
    const claims = { email: serviceAccount, email_verified: true };
    return this.identityProvider.token({ subject: serviceAccount, audience, issuer: `${this.base}/google`, claims });
  }

  #requirePipelineToken({ request }: Call): void {
    if (request.headers.authorization !== `Bearer ${this.pipelineToken}`)
      throw new ApiError(401, "UNAUTHENTICATED", "The request has no valid token.");
  }
}

async function formOf(call: Call): Promise<URLSearchParams> {
  return new URLSearchParams((await call.body()).toString("utf8"));
}

function inAnHour(): number {
  return Math.floor(Date.now() / 1000) + 3600;
}

/** An error in the shape of RFC 6749 5.2, which Entra and Google use too. */
class OAuthRefusal extends ApiError {
  override get body(): unknown {
    return { error: this.errorCode, error_description: this.message };
  }
}

function refused(code: string, description: string, status = 400): ApiError {
  return new OAuthRefusal(status, code, description);
}
