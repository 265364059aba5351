import type { IdentityStore, PersonalToken, User } from "../identity.ts";
import { ApiError, badRequest } from "./apiError.ts";
import type { Router } from "./router.ts";

/** The workspace's id, which clients read from a header of the SCIM answer. */
export const workspaceId = "1234567890123456";

export function addIdentity(router: Router, identity: IdentityStore): void {
  router.add("GET", "/api/2.0/preview/scim/v2/Me", ({ user }) => ({
    body: userJson(user),
    headers: { "x-databricks-org-id": workspaceId },
  }));

  router.add("GET", "/api/2.0/token/list", ({ user }) => ({
    body: { token_infos: identity.tokensOf(user).map(tokenJson) },
  }));
  router.add("POST", "/api/2.0/token/create", ({ user, body }) => {
    const { comment, lifetime_seconds: lifetime } = fields(body);
    if (lifetime !== undefined && (typeof lifetime !== "number" || lifetime < 0))
      throw badRequest("lifetime_seconds must be a positive number.");
    const made = identity.createToken({
      user: user.userName,
      ...(typeof comment === "string" ? { comment } : {}),
      ...(typeof lifetime === "number" ? { lifetimeSeconds: lifetime } : {}),
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

/** What drivers ask or report about themselves; quiet answers keep them quiet. */
export function addDriverRoutes(router: Router): void {
  router.add("GET", "/api/2.0/connector-service/feature-flags/:driver/:version", () => ({
    body: { flags: [], ttl_seconds: 900 },
  }));
  router.add("POST", "/telemetry-ext", () => ({ body: {} }));
}

function fields(body: unknown): Record<string, unknown> {
  return typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
}

function userJson(user: User): unknown {
  const [givenName = "", familyName = ""] = user.displayName.split(" ");
  return {
    schemas: [
      "urn:ietf:params:scim:schemas:core:2.0:User",
      "urn:ietf:params:scim:schemas:extension:workspace:2.0:User",
    ],
    id: user.id,
    userName: user.userName,
    displayName: user.displayName,
    active: true,
    ...(user.isServicePrincipal
      ? {}
      : { name: { givenName, familyName }, emails: [{ type: "work", value: user.userName, primary: true }] }),
    groups: user.groups.map((display, i) => ({
      display,
      type: "direct",
      value: String(9000 + i),
      $ref: `Groups/${9000 + i}`,
    })),
    entitlements: [{ value: "workspace-access" }, { value: "databricks-sql-access" }],
  };
}

function tokenJson(token: PersonalToken): unknown {
  return {
    token_id: token.tokenId,
    comment: token.comment,
    creation_time: token.createdAt,
    expiry_time: token.expiresAt,
  };
}
