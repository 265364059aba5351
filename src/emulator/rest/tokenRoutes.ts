import type { IdentityStore, PersonalToken } from "../identity.ts";
import { ApiError, badRequest } from "./apiError.ts";
import type { Router } from "./router.ts";

/** How long a token is valid when nobody says how long, in seconds: two years. */
const defaultLifetime = 63_072_000;

/** Personal access tokens of whoever calls. Source of the shapes: `service/settings/model.go` of databricks/databricks-sdk-go. */
export function addTokens(router: Router, identity: IdentityStore): void {
  router.add("GET", "/api/2.0/token/list", ({ user }) => ({
    body: { token_infos: identity.tokensOf(user).map(tokenJson) },
  }));

  router.add("POST", "/api/2.0/token/create", ({ user, body }) => {
    const { comment, lifetime_seconds: lifetime = defaultLifetime } = fields(body);
    if (typeof lifetime !== "number" || !(lifetime > 0))
      throw badRequest("lifetime_seconds must be a positive number.");
    const made = identity.createToken({
      user: user.userName,
      ...(typeof comment === "string" ? { comment } : {}),
      lifetimeSeconds: lifetime,
    });
    return { body: { token_value: made.value, token_info: tokenJson(made.token) } };
  });

  router.add("POST", "/api/2.0/token/delete", ({ user, body }) => {
    const { token_id: tokenId } = fields(body);
    if (typeof tokenId !== "string" || !identity.deleteToken(user, tokenId)) {
      throw new ApiError(404, "RESOURCE_DOES_NOT_EXIST", "The token does not exist.");
    }
    return { body: {} };
  });
}

function fields(body: unknown): Record<string, unknown> {
  return typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
}

function tokenJson(token: PersonalToken): unknown {
  return {
    token_id: token.tokenId,
    comment: token.comment,
    creation_time: token.createdAt,
    expiry_time: token.expiresAt,
  };
}
