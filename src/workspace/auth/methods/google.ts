import { createPrivateKey, createSign } from "node:crypto";
import { join } from "node:path";
import { errorText, PwafError } from "../../../core/base/errors.ts";
import { rephrased } from "../oauthError.ts";
import type { Answer } from "../tokenAnswer.ts";
import { askForJson, bearer, jwtEnd, parseAnswer, textIn } from "../tokenAnswer.ts";
import type { TokenSet } from "../tokens.ts";
import type { AuthContext, AuthMethod } from "./authMethod.ts";
import { lacking, neededField, neededSecret } from "./authMethod.ts";

/** A service account of Google Cloud with its key: Databricks takes an identity token for the workspace. */
export const googleCredentials: AuthMethod = {
  needs: { fields: [], secrets: ["google_credentials"] },
  open: async (context, signal) => {
    const given = await neededSecret(context, "google_credentials");
    const isKey = given.trimStart().startsWith("{");
    const text = isKey ? given : await context.machine.readFile(given);
    if (text === undefined) {
      throw lacking(
        "The file that `google_credentials` names does not exist.",
        "Give the path of the key file of a service account, or its content.",
      );
    }
    const key = parseAnswer(text, "`google_credentials`");
    const answer = await assert(context, key, { target_audience: context.profile.host }, signal);
    return identityTokens(textIn(answer, "id_token", server), context);
  },
};

/** Acts as a service account, by whatever right the machine or the user has (application default credentials). */
export const googleId: AuthMethod = {
  needs: { fields: ["googleServiceAccount"], secrets: [] },
  open: async (context, signal) => {
    const { profile, http, clouds } = context;
    const account = encodeURIComponent(neededField(context, "googleServiceAccount"));
    const url = `${clouds.googleCredentials}/projects/-/serviceAccounts/${account}:generateIdToken`;
    const headers = {
      authorization: `Bearer ${await defaultToken(context, signal)}`,
      "content-type": "application/json",
    };
    const body = JSON.stringify({ audience: profile.host, includeEmail: true });
    try {
      const answer = await askForJson(http, url, { method: "POST", headers, body, server }, signal);
      return identityTokens(textIn(answer, "token", server), context);
    } catch (error) {
      if (!(error instanceof PwafError) || (error.reason !== "forbidden" && error.reason !== "not-found")) throw error;
      throw new PwafError("forbidden", `Google does not let you act as the service account: ${error.message}`, {
        hint: "It needs the role “Service Account OpenID Connect Identity Token Creator” on that account.",
        cause: error,
      });
    }
  },
};

const server = "Google's token service";
const cloudPlatform = "https://www.googleapis.com/auth/cloud-platform";

function identityTokens(token: string, { now }: AuthContext): TokenSet {
  return bearer(token, jwtEnd(token) ?? now() + 3_600_000);
}

/**
 * An access token of Google's, from where its libraries look in this order: `GOOGLE_APPLICATION_CREDENTIALS`, the file of
 * `gcloud auth application-default login`, the machine's metadata. Source: Google, “How Application Default Credentials
 * works”.
 */
async function defaultToken(context: AuthContext, signal: AbortSignal): Promise<string> {
  const { http, machine, clouds } = context;
  const named = machine.environment["GOOGLE_APPLICATION_CREDENTIALS"];
  const text = await machine.readFile(named !== undefined && named !== "" ? named : gcloudFile(machine));
  if (text === undefined) return metadataToken(context, signal);
  const from = "the application default credentials";
  const credentials = parseAnswer(text, from);
  if (credentials["type"] === "service_account") {
    return textIn(await assert(context, credentials, { scope: cloudPlatform }, signal), "access_token", server);
  }
  if (credentials["type"] !== "authorized_user") throw otherKind();
  const body = new URLSearchParams({
    grant_type: "refresh_token",
    client_id: textIn(credentials, "client_id", from),
    client_secret: textIn(credentials, "client_secret", from),
    refresh_token: textIn(credentials, "refresh_token", from),
  });
  try {
    return textIn(
      await askForJson(http, clouds.googleToken, { method: "POST", body, server }, signal),
      "access_token",
      server,
    );
  } catch (error) {
    throw rephrased(error, { invalid_grant: loginExpired });
  }
}

function gcloudFile({ environment, home }: AuthContext["machine"]): string {
  const appData = environment["APPDATA"];
  const folder = appData === undefined ? join(home, ".config", "gcloud") : join(appData, "gcloud");
  return join(folder, "application_default_credentials.json");
}

async function metadataToken({ http, clouds }: AuthContext, signal: AbortSignal): Promise<string> {
  const url = `${clouds.googleMetadata}/instance/service-accounts/default/token`;
  const soon = { ...http, timeoutMs: Math.min(http.timeoutMs ?? 5000, 5000) };
  try {
    const answer = await askForJson(soon, url, { headers: { "metadata-flavor": "Google" }, server }, signal);
    return textIn(answer, "access_token", server);
  } catch (error) {
    if (!(error instanceof PwafError) || !["unreachable", "dropped", "timeout"].includes(error.reason)) throw error;
    throw lacking("There are no credentials of Google Cloud here.", "Run `gcloud auth application-default login`.");
  }
}

/**
 * Signs an assertion with a service account's key and trades it (RFC 7523; Google, “Using OAuth 2.0 for Server to Server
 * Applications”). The `token_uri` of the key is not used: whoever wrote the file could have the assertion sent anywhere.
 */
async function assert(
  { http, now, clouds }: AuthContext,
  key: Answer,
  claims: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Answer> {
  if (key["type"] !== "service_account") throw otherKind();
  const seconds = Math.floor(now() / 1000);
  const email = textIn(key, "client_email", "the key of the service account");
  const payload = { ...claims, iss: email, aud: clouds.googleToken, iat: seconds, exp: seconds + 3600 };
  const signed = `${base64url({ alg: "RS256", typ: "JWT" })}.${base64url(payload)}`;
  const signature = sign(signed, textIn(key, "private_key", "the key of the service account"));
  const body = new URLSearchParams({
    grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer",
    assertion: `${signed}.${signature}`,
  });
  try {
    return await askForJson(http, clouds.googleToken, { method: "POST", body, server }, signal);
  } catch (error) {
    throw rephrased(error, { invalid_grant: keyRefused });
  }
}

function sign(text: string, privateKey: string): string {
  try {
    return createSign("RSA-SHA256").update(text).sign(createPrivateKey(privateKey), "base64url");
  } catch (error) {
    throw lacking(
      `The private key of the service account cannot be read (${errorText(error).slice(0, 80)}).`,
      "Download the key anew; a key that was pasted may have lost its line breaks.",
    );
  }
}

function base64url(value: unknown): string {
  return Buffer.from(JSON.stringify(value), "utf8").toString("base64url");
}

function otherKind(): PwafError {
  return lacking(
    "These credentials of Google Cloud are of a kind that this extension does not know.",
    "It takes the key of a service account, and the login of a user.",
  );
}

const loginExpired = {
  reason: "sign-in",
  message: "Google no longer accepts the login of this machine.",
  hint: "Run `gcloud auth application-default login`, then sign in again.",
} as const;

const keyRefused = {
  reason: "config",
  message: "Google does not accept the key of the service account.",
  hint: "It may have been deleted, or this computer's clock may be wrong.",
} as const;
