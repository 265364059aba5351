import { endOfGivenToken } from "../givenToken.ts";
import { bearer } from "../tokenAnswer.ts";
import type { AuthMethod } from "./authMethod.ts";
import { neededSecret } from "./authMethod.ts";

/** A token that the user has: a personal access token, or an OAuth access token of another program. */
export const pat: AuthMethod = {
  needs: { fields: [], secrets: ["token"] },
  open: async (context) => {
    const token = await neededSecret(context, "token");
    return bearer(token, endOfGivenToken(token, context.now()));
  },
};
