import { OAuthClient } from "../oauthClient.ts";
import { rephrased } from "../oauthError.ts";
import type { AuthMethod } from "./authMethod.ts";
import { neededField, neededSecret } from "./authMethod.ts";

/** A program signs in as a service principal with an OAuth secret. */
export const oauthM2m: AuthMethod = {
  needs: { fields: ["clientId"], secrets: ["client_secret"] },
  open: async (context, signal) => {
    const { profile, http, now } = context;
    const { host, accountId, discoveryUrl, scopes } = profile;
    const clientId = neededField(context, "clientId");
    const clientSecret = await neededSecret(context, "client_secret");
    const client = new OAuthClient({ host, accountId, discoveryUrl, scopes, clientId, clientSecret, http, now });
    try {
      return await client.clientCredentials(signal);
    } catch (error) {
      throw rephrased(error, meanings);
    }
  },
};

const meanings = {
  invalid_client: {
    reason: "config",
    message: "The workspace does not accept the client id and secret of the service principal.",
    hint: "Check both in the account console: secrets expire, and `client_id` is the application id, not that of an OAuth app. The service principal must be in this workspace.",
  },
  unauthorized_client: {
    reason: "config",
    message: "The client of this profile may not sign in as a program.",
    hint: "`client_id` must be the application id of a service principal, not that of an OAuth app for people.",
  },
} as const;
