import type { Caller } from "./call.ts";
import { pathSegment } from "./path.ts";
import type { Json } from "./read.ts";
import { isObject, optionalText, present, readList, readObject } from "./read.ts";

/** What somebody may do with an object, and which object around it passes that on. */
export interface EffectiveGrant {
  readonly principal: string;
  /** As SQL writes it: `USE SCHEMA`. */
  readonly privilege: string;
  /** Absent when it was granted on the object itself. `type` is such as `CATALOG`. */
  readonly from?: { readonly type: string; readonly name: string };
}

export interface ServicePrincipal {
  /** The name that GRANT takes. */
  readonly applicationId: string;
  readonly displayName: string;
  readonly groups: readonly string[];
}

/** A table before or after another one. */
export interface LineageTable {
  readonly fullName: string;
  readonly type?: string;
}

export interface TableLineage {
  readonly upstream: readonly LineageTable[];
  readonly downstream: readonly LineageTable[];
}

/** Who may do what, who there is, and where tables come from. */
export interface GovernanceApi {
  /**
   * Every effective privilege on an object, of all principals that the caller may see.
   * @param type `catalog`, `schema`, `table`, `volume`, `function`, `connection`, `external_location`, …
   */
  effectiveGrants(type: string, fullName: string, signal?: AbortSignal): Promise<readonly EffectiveGrant[]>;
  /**
   * Who owns an object: an e-mail address, an application id or the name of a group. Undefined where nobody does.
   * @param collection `catalogs`, `schemas`, `tables`, `volumes`, `functions`, `models`, `connections`, `external-locations`
   */
  owner(collection: string, fullName: string, signal?: AbortSignal): Promise<string | undefined>;
  /** Service principals whose display name contains a text; the first hundred. */
  servicePrincipals(containing: string, signal?: AbortSignal): Promise<readonly ServicePrincipal[]>;
  /** One step up and down. The API is not documented: a workspace may not have it (`not-found`). */
  tableLineage(fullName: string, signal?: AbortSignal): Promise<TableLineage>;
}

/** Against a server that never ends; a page holds 150 privileges or more. */
const mostPages = 100;

/**
 * Sources: “Get Effective Permissions” of the Unity Catalog API (0 lets the server choose the page, smaller pages than
 * 150 are refused, an empty page may come before the last), SCIM 2.0 for filters, the connectors of DataHub and
 * OpenMetadata for lineage.
 */
export function governanceApi({ get }: Pick<Caller, "get">): GovernanceApi {
  return {
    async effectiveGrants(type, fullName, signal) {
      const path = `/api/2.1/unity-catalog/effective-permissions/${pathSegment(type)}/${pathSegment(fullName)}`;
      const found: EffectiveGrant[] = [];
      let token: string | undefined;
      for (let pages = 0; pages < mostPages; pages++) {
        const answer = await get(
          path,
          { max_results: 0, ...(token === undefined ? {} : { page_token: token }) },
          signal,
        );
        found.push(...readList(answer, "privilege_assignments", `permissions of ${fullName}`, assignment).flat());
        token = optionalText(readObject(answer, "permissions")["next_page_token"]);
        if (token === undefined) break;
      }
      return found;
    },

    async owner(collection, fullName, signal) {
      const path = `/api/2.1/unity-catalog/${pathSegment(collection)}/${pathSegment(fullName)}`;
      return optionalText(readObject(await get(path, {}, signal), fullName)["owner"]);
    },

    async servicePrincipals(containing, signal) {
      // A quote would end the text of the filter, and names may hold one only in theory.
      const filter = `displayName co "${containing.replaceAll('"', "")}"`;
      const query = { count: 100, ...(containing === "" ? {} : { filter }) };
      const answer = await get("/api/2.0/preview/scim/v2/ServicePrincipals", query, signal);
      return readList(answer, "Resources", "service principals", servicePrincipal);
    },

    async tableLineage(fullName, signal) {
      const query = { table_name: fullName, include_entity_lineage: false };
      const answer = await get("/api/2.0/lineage-tracking/table-lineage", query, signal);
      const what = `the lineage of ${fullName}`;
      return {
        upstream: readList(answer, "upstreams", what, lineageTable),
        downstream: readList(answer, "downstreams", what, lineageTable),
      };
    },
  };
}

function assignment(entry: Json): EffectiveGrant[] | undefined {
  const principal = optionalText(entry["principal"]);
  if (principal === undefined) return undefined;
  return readList(entry, "privileges", "privileges", (one) => {
    const privilege = optionalText(one["privilege"])?.replaceAll("_", " ");
    if (privilege === undefined) return undefined;
    const type = optionalText(one["inherited_from_type"]);
    const name = optionalText(one["inherited_from_name"]);
    const from = type === undefined ? undefined : { type: type.toUpperCase(), name: name ?? "" };
    return present<EffectiveGrant>({ principal, privilege, from });
  });
}

function servicePrincipal(entry: Json): ServicePrincipal | undefined {
  const applicationId = optionalText(entry["applicationId"]);
  if (applicationId === undefined) return undefined;
  const groups = Array.isArray(entry["groups"]) ? entry["groups"].filter(isObject) : [];
  return {
    applicationId,
    displayName: optionalText(entry["displayName"]) ?? applicationId,
    groups: groups.flatMap((group) => optionalText(group["display"]) ?? []),
  };
}

function lineageTable(entry: Json): LineageTable | undefined {
  const info = isObject(entry["tableInfo"]) ? entry["tableInfo"] : undefined;
  const parts = ["catalog_name", "schema_name", "name"].map((field) => optionalText(info?.[field]));
  if (parts.includes(undefined)) return undefined;
  return present<LineageTable>({ fullName: parts.join("."), type: optionalText(info?.["table_type"]) });
}
