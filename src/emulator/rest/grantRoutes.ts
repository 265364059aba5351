import type { Assignment, GrantStore, Place, SecurableType } from "../catalog/grants.ts";
import { appliesTo } from "../catalog/grants.ts";
import { resolvePlace } from "../catalog/resolvePlace.ts";
import type { CatalogStore } from "../catalog/store.ts";
import { ApiError, badRequest } from "./apiError.ts";
import { paged } from "./paging.ts";
import type { ApiRequest, Router } from "./router.ts";

const base = "/api/2.1/unity-catalog";
/** Every page is whole principals, so the workspace takes no page size below 150. */
const smallestPage = 150;
const pages = {
  size: "max_results",
  serverSize: smallestPage,
  largest: smallestPage,
  isUnlimitedByDefault: true,
} as const;

/** Permissions of Unity Catalog's objects: read, change, and with what is inherited. */
export function addGrants(router: Router, store: CatalogStore, grants: GrantStore): void {
  const listed = ({ query }: ApiRequest, all: readonly Assignment[], write: (one: Assignment) => unknown) => {
    const size = query.get("max_results");
    if (size !== null && Number(size) > 0 && Number(size) < smallestPage)
      throw badRequest(`max_results must be 0 or at least ${smallestPage}, but is ${size}.`);
    const who = query.get("principal")?.toLowerCase();
    const wanted = all.filter(({ principal }) => who === undefined || principal.toLowerCase() === who);
    const at = (i: number) => {
      const one = wanted[i];
      return one && write(one);
    };
    const { items, next } = paged(wanted.length, at, query, pages);
    return { body: { privilege_assignments: items, ...next } };
  };

  router.add("GET", `${base}/permissions/:type/:full_name`, (request) =>
    listed(request, grants.direct(placeOf(store, request)), directJson),
  );
  router.add("PATCH", `${base}/permissions/:type/:full_name`, (request) => {
    const place = placeOf(store, request);
    const changes = changesOf(request.body);
    for (const { principal, add, remove } of changes) {
      if (!grants.isPrincipal(principal))
        throw new ApiError(404, "PRINCIPAL_DOES_NOT_EXIST", `Could not find principal with name ${principal}.`);
      const wrong = [...add, ...remove].find((privilege) => !appliesTo(privilege, place.type));
      if (wrong !== undefined) throw badRequest(`Privilege ${wrong} is not applicable to a ${place.type}.`);
    }
    if (!grants.mayGrant(request.user.userName, place)) {
      const what = `${place.type.toLowerCase().replace(/^./, (c) => c.toUpperCase())} '${place.path.join(".")}'`;
      throw new ApiError(403, "PERMISSION_DENIED", `User does not have MANAGE on ${what}.`);
    }
    for (const { principal, add, remove } of changes) grants.change(place, principal, add, remove);
    return { body: { privilege_assignments: grants.direct(place).map(directJson) } };
  });
  router.add("GET", `${base}/effective-permissions/:type/:full_name`, (request) =>
    listed(request, grants.effective(placeOf(store, request)), effectiveJson),
  );
}

const types: Readonly<Record<string, SecurableType>> = {
  catalog: "CATALOG",
  schema: "SCHEMA",
  table: "TABLE",
  volume: "VOLUME",
  function: "FUNCTION",
  connection: "CONNECTION",
  external_location: "EXTERNAL_LOCATION",
};

function placeOf(store: CatalogStore, { path }: ApiRequest): Place {
  const { type: written = "", full_name: name = "" } = path;
  const type = types[written.toLowerCase()];
  if (type === undefined)
    throw new ApiError(501, "NOT_IMPLEMENTED", `The emulated workspace knows no permissions of the type ${written}.`);
  const [catalog = "", schema = "", ...rest] = name.split(".");
  const isAlone = ["CATALOG", "CONNECTION", "EXTERNAL_LOCATION"].includes(type);
  const parts = isAlone ? [name] : type === "SCHEMA" ? [catalog, name.slice(catalog.length + 1)] : undefined;
  const place = resolvePlace(store, type, parts ?? [catalog, schema, rest.join(".")]);
  if (!place) throw new ApiError(404, `${type}_DOES_NOT_EXIST`, `${type} '${name}' does not exist.`);
  return place;
}

interface Change {
  readonly principal: string;
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

function changesOf(body: unknown): Change[] {
  const changes = (body as { changes?: unknown } | undefined)?.changes;
  if (!Array.isArray(changes)) throw badRequest("The body must have a list named changes.");
  return changes.map((change: { principal?: unknown; add?: unknown; remove?: unknown }) => {
    if (typeof change.principal !== "string") throw badRequest("Every change must name a principal.");
    return { principal: change.principal, add: namesOf(change.add), remove: namesOf(change.remove) };
  });
}

function namesOf(list: unknown): string[] {
  return Array.isArray(list) ? list.map((name) => String(name).replaceAll(" ", "_").toUpperCase()) : [];
}

function directJson({ principal, privileges }: Assignment): unknown {
  return { principal, privileges: privileges.map(({ privilege }) => privilege) };
}

function effectiveJson({ principal, privileges }: Assignment): unknown {
  return {
    principal,
    privileges: privileges.map(({ privilege, inheritedFrom }) => ({
      privilege,
      ...(inheritedFrom === undefined
        ? {}
        : { inherited_from_type: inheritedFrom.type, inherited_from_name: inheritedFrom.path.join(".") }),
    })),
  };
}
