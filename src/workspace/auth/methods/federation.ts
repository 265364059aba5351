import { PwafError } from "../../../core/base/errors.ts";
import { decodeJwt } from "../../../core/federation/jwt.ts";
import { OAuthClient } from "../oauthClient.ts";
import { jwtEnd } from "../tokenAnswer.ts";
import type { AuthContext, AuthMethod, ProfileField } from "./authMethod.ts";

/**
 * Where an identity token comes from. `audience` gives the one that it should have, for those who can ask for one.
 */
export type IdentityTokenSource = (
  context: AuthContext,
  signal: AbortSignal,
  audience: () => Promise<string>,
) => Promise<string>;

/**
 * Token federation: a program trades the identity token of another system for one of Databricks'. With a `client_id` it
 * becomes that service principal (workload identity); without, whoever the account's policy finds in the token.
 */
export function federated(source: IdentityTokenSource, fields: readonly ProfileField[] = []): AuthMethod {
  return {
    needs: { fields, secrets: [] },
    open: async (context, signal) => {
      const { profile, http, now } = context;
      const { host, accountId, discoveryUrl, scopes, clientId, tokenAudience } = profile;
      const client = new OAuthClient({ host, accountId, discoveryUrl, scopes, clientId, http, now });
      const audience = async () => tokenAudience ?? (await client.federationAudience(signal));
      const token = await source(context, signal, audience);
      checkToken(token, now());
      return client.exchangeToken(token, signal);
    },
  };
}

/** Tells at once what the server would only say later, and keeps what is no identity token on this machine. */
function checkToken(token: string, now: number): void {
  if (decodeJwt(token) === undefined) {
    throw new PwafError("config", "What was found in place of the identity token is no JWT.", {
      hint: "Federation takes signed JSON Web Tokens only: three parts with dots in between.",
    });
  }
  const end = jwtEnd(token);
  if (end === undefined || end > now) return;
  const minutes = Math.max(1, Math.round((now - end) / 60_000));
  throw new PwafError("config", `The identity token expired ${minutes} ${minutes === 1 ? "minute" : "minutes"} ago.`, {
    hint: "Have it made anew by the system it comes from, then sign in again.",
  });
}
