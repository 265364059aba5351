import type { Meaning } from "./oauthError.ts";

const compare = "Compare issuer, audience and subject of the token with the policy, and correct the one that is wrong.";
const refused: Meaning = { reason: "config", message: "The workspace refused the identity token.", hint: compare };

/** Codes that mean the same whoever the token is to become; RFC 8693 2.2.2 adds `invalid_target`. */
const anybody = { access_denied: refused, invalid_request: refused, invalid_target: refused };

/** What refusals of a token exchange say where a policy of the whole account is asked. */
export const accountRefusals: Readonly<Record<string, Meaning>> = {
  ...anybody,
  invalid_grant: {
    reason: "config",
    message: "The workspace refused the identity token: no federation policy of the account accepts it.",
    hint: `${compare} For a policy of a service principal, set \`client_id\`.`,
  },
};

/** What they say where the policies of one service principal are asked. */
export const principalRefusals: Readonly<Record<string, Meaning>> = {
  ...anybody,
  invalid_grant: {
    reason: "config",
    message: "The workspace refused the identity token: no federation policy of the service principal accepts it.",
    hint: `${compare} For a policy of the whole account, leave \`client_id\` out.`,
  },
  invalid_client: {
    reason: "config",
    message: "The workspace does not know the service principal that `client_id` names.",
    hint: "`client_id` must be its application id, and it must be in this workspace.",
  },
};
