import type { User } from "../identity.ts";
import type { Router } from "./router.ts";

/** The workspace's id, which clients read from a header of the SCIM answer. */
export const workspaceId = "1234567890123456";

export function addIdentity(router: Router): void {
  router.add("GET", "/api/2.0/preview/scim/v2/Me", ({ user }) => ({
    body: userJson(user),
    headers: { "x-databricks-org-id": workspaceId },
  }));
}

/** What drivers ask or report about themselves; quiet answers keep them quiet. */
export function addDriverRoutes(router: Router): void {
  router.add("GET", "/api/2.0/connector-service/feature-flags/:driver/:version", () => ({
    body: { flags: [], ttl_seconds: 900 },
  }));
  router.add("POST", "/telemetry-ext", () => ({ body: {} }));
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
