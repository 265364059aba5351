import type { IdentityStore, User } from "../identity.ts";
import { badRequest } from "./apiError.ts";
import type { Router } from "./router.ts";

/** The workspace's id, which clients read from a header of the SCIM answer. */
export const workspaceId = "1234567890123456";

export function addIdentity(router: Router, identity: IdentityStore): void {
  router.add("GET", "/api/2.0/preview/scim/v2/Me", ({ user }) => ({
    body: userJson(user),
    headers: { "x-databricks-org-id": workspaceId },
  }));

  router.add("GET", "/api/2.0/preview/scim/v2/ServicePrincipals", ({ query }) => {
    const wanted = containedIn(query.get("filter"));
    const all = identity.servicePrincipals.filter(({ displayName }) => displayName.toLowerCase().includes(wanted));
    const start = Math.max(1, Number(query.get("startIndex") ?? 1));
    const page = all.slice(start - 1, start - 1 + Number(query.get("count") ?? 100));
    return {
      body: {
        schemas: ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
        totalResults: all.length,
        startIndex: start,
        itemsPerPage: page.length,
        Resources: page.map(({ id, userName, displayName, groups }) => ({
          id,
          applicationId: userName,
          displayName,
          active: true,
          groups: groupsJson(groups),
        })),
      },
    };
  });
}

/** The text of `displayName co "text"`, the one filter that is understood here. */
function containedIn(filter: string | null): string {
  if (filter === null || filter === "") return "";
  const text = /^displayName co "([^"]*)"$/i.exec(filter)?.[1];
  if (text === undefined) throw badRequest(`The emulated workspace does not understand the filter ${filter}.`);
  return text.toLowerCase();
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
    groups: groupsJson(user.groups),
    entitlements: [{ value: "workspace-access" }, { value: "databricks-sql-access" }],
  };
}

function groupsJson(groups: readonly string[]): unknown[] {
  return groups.map((display, i) => ({
    display,
    type: "direct",
    value: String(9000 + i),
    $ref: `Groups/${9000 + i}`,
  }));
}
