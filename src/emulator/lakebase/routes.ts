import { ApiError, badRequest } from "../rest/apiError.ts";
import { paged } from "../rest/paging.ts";
import type { ApiRequest, Router } from "../rest/router.ts";
import { type Branch, type Endpoint, type Instance, pgVersion, type Project } from "./model.ts";
import type { Lakebase, PostgresRole } from "./service.ts";

const base = "/api/2.0/postgres";
const older = "/api/2.0/database";
const pages = { size: "page_size", serverSize: 50, largest: 100, isUnlimitedByDefault: false } as const;
const endpointShape = /^projects\/[^/]+\/branches\/[^/]+\/endpoints\/[^/]+$/;

/** Lakebase's management API. Source of the shapes: `service/postgres/model.go` and `service/database/model.go` of databricks/databricks-sdk-go. */
export function addLakebase(router: Router, lakebase: Lakebase): void {
  const { store, credentials } = lakebase;
  const list = <T>({ query }: ApiRequest, field: string, all: readonly T[], json: (one: T) => unknown) => {
    const { items, next } = paged(all.length, (i) => all[i] as T, query, pages);
    return { body: { [field]: items.map(json), ...next } };
  };
  const branchOf = ({ path }: ApiRequest): Branch => {
    const name = `projects/${path["project"] ?? ""}/branches/${path["branch"] ?? ""}`;
    return found(store.branches, name, "branch");
  };
  const endpoint = (one: Endpoint, branch: Branch) => endpointJson(one, branch, lakebase.address);

  router.add("GET", `${base}/projects`, (request) => list(request, "projects", store.projects, projectJson));
  router.add("GET", `${base}/projects/:project`, ({ path }) => ({
    body: projectJson(found(store.projects, `projects/${path["project"] ?? ""}`, "project")),
  }));
  router.add("GET", `${base}/projects/:project/branches`, (request) => {
    const project = found(store.projects, `projects/${request.path["project"] ?? ""}`, "project");
    return list(request, "branches", project.branches, branchJson);
  });
  const branchPath = `${base}/projects/:project/branches/:branch`;
  router.add("GET", branchPath, (request) => ({ body: branchJson(branchOf(request)) }));
  router.add("GET", `${branchPath}/endpoints`, (request) => {
    const branch = branchOf(request);
    return list(request, "endpoints", branch.endpoints, (one) => endpoint(one, branch));
  });
  router.add("GET", `${branchPath}/endpoints/:endpoint`, (request) => {
    const branch = branchOf(request);
    const name = `${branch.name}/endpoints/${request.path["endpoint"] ?? ""}`;
    return { body: endpoint(found(branch.endpoints, name, "endpoint"), branch) };
  });
  router.add("GET", `${branchPath}/databases`, async (request) => {
    const branch = branchOf(request);
    return list(request, "databases", await lakebase.databases(branch.name), ({ name, owner }) => ({
      name: `${branch.name}/databases/${name.replaceAll("_", "-")}`,
      parent: branch.name,
      status: { postgres_database: name, role: roleName(branch, owner) },
    }));
  });
  router.add("GET", `${branchPath}/roles`, async (request) => {
    const branch = branchOf(request);
    return list(request, "roles", await lakebase.roles(branch.name), (role) => roleJson(role, branch));
  });

  router.add("POST", `${base}/credentials`, ({ user, body }) => {
    const { endpoint: name, ttl } = fields(body);
    if (typeof name !== "string" || !endpointShape.test(name)) {
      throw badRequest(
        `Invalid endpoint name "${String(name)}": expected projects/{project}/branches/{branch}/endpoints/{endpoint}.`,
      );
    }
    if (store.endpoint(name) === undefined) throw notFound(`Endpoint not found: ${name}`);
    const { token, credential } = credentials.issue(user, [name], secondsOf(ttl));
    return { body: { token, expire_time: new Date(credential.expiresAt).toISOString() } };
  });

  const instance = (one: Instance) => instanceJson(one, lakebase.address);
  router.add("GET", `${older}/instances`, (request) => list(request, "database_instances", store.instances, instance));
  router.add("GET", `${older}/instances/:name`, ({ path }) => ({
    body: instance(found(store.instances, path["name"] ?? "", "database instance")),
  }));
  router.add("POST", `${older}/credentials`, ({ user, body }) => {
    const { instance_names: names } = fields(body);
    if (!isNames(names)) throw badRequest("instance_names must name at least one database instance.");
    for (const name of names) found(store.instances, name, "database instance");
    const { token, credential } = credentials.issue(user, names);
    return { body: { token, expiration_time: new Date(credential.expiresAt).toISOString() } };
  });
}

function projectJson({ name, uid, displayName }: Project): unknown {
  return { name, uid, spec: {}, status: { display_name: displayName, pg_version: pgVersion } };
}

function branchJson({ name, uid, isDefault, isProtected, source }: Branch): unknown {
  const status = { current_state: "READY", default: isDefault, is_protected: isProtected };
  const parent = name.split("/").slice(0, 2).join("/");
  return {
    name,
    uid,
    parent,
    spec: {},
    status: { ...status, ...(source === undefined ? {} : { source_branch: source }) },
  };
}

function endpointJson(one: Endpoint, branch: Branch, address: string): unknown {
  const { name, uid, isReadOnly, minCu, maxCu, suspendSeconds, state } = one;
  const hosts = isReadOnly
    ? { host: address, read_only_host: address }
    : { host: address, read_write_pooled_host: address };
  return {
    name,
    uid,
    parent: branch.name,
    spec: {},
    status: {
      endpoint_type: isReadOnly ? "ENDPOINT_TYPE_READ_ONLY" : "ENDPOINT_TYPE_READ_WRITE",
      current_state: state,
      autoscaling_limit_min_cu: minCu,
      autoscaling_limit_max_cu: maxCu,
      ...(suspendSeconds === undefined ? {} : { suspend_timeout_duration: `${suspendSeconds}s` }),
      hosts,
    },
  };
}

/** Resource ids have no dots and no at signs. */
function roleName(branch: Branch, role: string): string {
  return `${branch.name}/roles/${role.replaceAll(/[@._]/g, "-")}`;
}

function roleJson({ name, canLogin, attributes, memberOf }: PostgresRole, branch: Branch): unknown {
  const isPrincipal = /^[\da-f]{8}-[\da-f-]{27}$/.test(name);
  const identity = name.includes("@") ? "USER" : isPrincipal ? "SERVICE_PRINCIPAL" : undefined;
  return {
    name: roleName(branch, name),
    parent: branch.name,
    status: {
      postgres_role: name,
      ...(identity === undefined ? {} : { identity_type: identity }),
      auth_method: canLogin && identity !== undefined ? "LAKEBASE_OAUTH_V1" : "NO_LOGIN",
      attributes,
      membership_roles: memberOf.map((role) => role.toUpperCase()),
    },
  };
}

function instanceJson({ name, uid, capacity, isStopped }: Instance, address: string): unknown {
  return {
    name,
    uid,
    capacity,
    state: isStopped ? "STOPPED" : "AVAILABLE",
    effective_stopped: isStopped,
    pg_version: "PG_VERSION_16",
    read_write_dns: address,
    creation_time: "2025-09-01T08:00:00Z",
    node_count: 1,
  };
}

/** @throws ApiError 400 for lifetimes that Lakebase does not offer */
function secondsOf(ttl: unknown): number | undefined {
  if (ttl === undefined) return undefined;
  const seconds = typeof ttl === "string" ? Number(/^(\d+)s$/.exec(ttl)?.[1]) : NaN;
  if (!(seconds >= 300 && seconds <= 3600)) throw badRequest("ttl must be between 300s and 3600s.");
  return seconds;
}

function found<T extends { readonly name: string }>(all: readonly T[], name: string, what: string): T {
  const one = all.find((candidate) => candidate.name === name);
  if (one === undefined) throw notFound(`The ${what} ${name} does not exist.`);
  return one;
}

function notFound(message: string): ApiError {
  return new ApiError(404, "NOT_FOUND", message);
}

function isNames(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every((name) => typeof name === "string");
}

function fields(body: unknown): Record<string, unknown> {
  return typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
}
