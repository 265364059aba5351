import { createHash, randomBytes } from "node:crypto";
import { signInOf } from "../../conformance/signIn.ts";
import { PwafError } from "../../core/base/errors.ts";
import type { ConformanceAuth } from "../../core/conformance/entry.ts";
import type { SecretName } from "../../core/environment/profileVariables.ts";
import type { Profile } from "../../core/profiles/profile.ts";
import type { Emulator } from "../../emulator/emulator.ts";
import type { Target } from "./target.ts";

/** Starts an emulated workspace with an account for each kind of sign-in. @throws PwafError `config` when it cannot start. */
export async function emulatorTarget(): Promise<Target> {
  // The database engine and the OAuth server are loaded only here.
  const [{ startEmulator }, { accountId }] = await Promise.all([
    import("../../emulator/emulator.ts"),
    import("../../emulator/identity.ts"),
  ]);
  const emulator = await startEmulator({ httpPort: 0, httpsPort: 0, autoConsent: true });
  const { oauth, oidc, testClouds } = emulator;
  const { issuer } = testClouds.identityProvider;
  const subject = "pwaf-conform";
  oidc.federation.add({ issuer, servicePrincipal: oauth.m2mClientId, subject });
  const secrets: Partial<Record<SecretName, () => string | Promise<string>>> = {
    token: () => emulator.createToken(),
    client_secret: () => oauth.m2mClientSecret,
    access_token: () => accessToken(emulator),
    identity_token: () => testClouds.identityProvider.token({ subject, audience: accountId }),
  };
  return {
    name: "the emulated workspace",
    async signIn({ auth, connector }) {
      if (connector === "databricks-connect") throw noSpark();
      return signInOf(profileOf(auth, emulator), async (name) => secrets[name]?.());
    },
    close: () => emulator.close(),
  };
}

function noSpark(): PwafError {
  return new PwafError("config", "The emulated workspace has no Spark, which Databricks Connect needs", {
    hint: "Run this entry against a real workspace, with --profile.",
  });
}

function profileOf(auth: ConformanceAuth, { httpUrl, warehouseId, oauth }: Emulator): Profile {
  const place = { host: httpUrl, warehouseId, hasSecretInFile: false };
  switch (auth) {
    case "pat":
      return { ...place, name: "emulated user's token", authType: "pat" };
    case "m2m":
      return { ...place, name: "emulated service principal", authType: "oauth-m2m", clientId: oauth.m2mClientId };
    case "u2m":
      return { ...place, name: "emulated user", authType: "external-browser" };
    case "federation":
      return { ...place, name: "emulated workload", authType: "env-oidc", clientId: oauth.m2mClientId };
  }
}

const app = { clientId: "databricks-cli", redirectUrl: "http://localhost:8020" };

/** Signs the emulated workspace's first user in, as a browser would: it consents by itself. */
async function accessToken({ httpUrl }: Emulator): Promise<string> {
  const verifier = randomBytes(32).toString("base64url");
  const challenge = createHash("sha256").update(verifier).digest("base64url");
  const authorize = new URL(`${httpUrl}/oidc/v1/authorize`);
  const query = {
    response_type: "code",
    client_id: app.clientId,
    redirect_uri: app.redirectUrl,
    scope: "all-apis offline_access",
    code_challenge: challenge,
    code_challenge_method: "S256",
    state: randomBytes(8).toString("hex"),
  };
  for (const [name, value] of Object.entries(query)) authorize.searchParams.set(name, value);
  const answer = await follow(authorize);
  const code = answer.searchParams.get("code") ?? "";
  const body = { grant_type: "authorization_code", client_id: app.clientId, redirect_uri: app.redirectUrl };
  const response = await fetch(`${httpUrl}/oidc/v1/token`, {
    method: "POST",
    body: new URLSearchParams({ ...body, code, code_verifier: verifier }),
  });
  const tokens = (await response.json()) as { readonly access_token?: unknown };
  if (typeof tokens.access_token !== "string")
    throw new PwafError("sign-in", "The emulated workspace did not sign its user in.");
  return tokens.access_token;
}

/** Follows redirects within the emulated workspace, with its cookies; gives the first address outside. */
async function follow(start: URL): Promise<URL> {
  const cookies = new Map<string, string>();
  let url = start;
  // As many as browsers follow.
  for (let step = 0; step < 20 && url.origin === start.origin; step++) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(url, { redirect: "manual", headers: { cookie } });
    for (const header of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(header) ?? [];
      cookies.set(name, value);
    }
    const next = response.headers.get("location");
    if (next === null) break;
    url = new URL(next, url);
  }
  return url;
}
