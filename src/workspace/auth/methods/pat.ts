import { PwafError } from "../../../core/base/errors.ts";
import { bearer, jwtEnd } from "../tokenAnswer.ts";
import type { AuthMethod } from "./authMethod.ts";
import { neededSecret } from "./authMethod.ts";

/** The last moment that dates know, in milliseconds since 1970: a personal access token does not say when it ends. */
const never = 8.64e15;

/**
 * A token that the user has: a personal access token, or an OAuth access token that another program hands through
 * (token pass-through), which says itself when it ends.
 */
export const pat: AuthMethod = {
  needs: { fields: [], secrets: ["token"] },
  open: async (context) => {
    const token = await neededSecret(context, "token");
    const end = jwtEnd(token);
    if (end !== undefined && end <= context.now()) {
      throw new PwafError("unauthenticated", "The token that was handed through has expired.", {
        hint: "OAuth tokens live for an hour: let the program that has it hand a new one through.",
      });
    }
    return bearer(token, end ?? never);
  },
};
