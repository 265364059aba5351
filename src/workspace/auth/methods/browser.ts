import { PwafError } from "../../../core/base/errors.ts";
import { builtInClientId, OAuthClient } from "../oauthClient.ts";
import type { TokenSet } from "../tokens.ts";
import type { AuthContext, AuthMethod } from "./authMethod.ts";

/** A person signs in by browser, with the profile's own app or the built-in one. */
export const browser: AuthMethod = {
  needs: { fields: [], secrets: [] },
  open: async (context, signal) => context.browse(await appOf(context), signal),
  renew: renewInBackground,
  revoke: async (context, { refreshToken }, signal) => {
    if (refreshToken !== undefined) await (await appOf(context)).revoke(refreshToken, signal);
  },
};

/** @throws PwafError `unauthenticated` when there is no refresh token. */
export async function renewInBackground(
  context: AuthContext,
  { refreshToken }: TokenSet,
  signal?: AbortSignal,
): Promise<TokenSet> {
  if (refreshToken !== undefined) return (await appOf(context)).refresh(refreshToken, signal);
  throw new PwafError("unauthenticated", "The sign-in has expired and cannot be renewed.", { hint: "Sign in again." });
}

async function appOf({ profile, http, now, secret }: AuthContext): Promise<OAuthClient> {
  const { host, accountId, discoveryUrl, scopes, clientId } = profile;
  // The built-in app is public; a secret that stands in the profile belongs to somebody else.
  const clientSecret = clientId === undefined ? undefined : await secret("client_secret");
  return new OAuthClient({
    host,
    accountId,
    discoveryUrl,
    scopes,
    clientId: clientId ?? builtInClientId,
    clientSecret,
    http,
    now,
  });
}
