import { PwafError } from "../../core/base/errors.ts";
import type { Caller } from "../rest/call.ts";
import { pageSize } from "../rest/paging.ts";
import { pathSegment } from "../rest/path.ts";
import type { Json, Reader } from "../rest/read.ts";
import { isObject, optionalNumber, optionalText, present, readList, readObject, readOne } from "../rest/read.ts";
import type {
  DatabaseAddress,
  DatabaseCredential,
  LakebaseBranch,
  LakebaseDatabase,
  LakebaseEndpoint,
  LakebaseInstance,
  LakebaseProject,
  LakebaseRole,
} from "./types.ts";

/** Lakebase's management APIs, of both generations. Parents are resource names, such as `projects/p/branches/b`. */
export interface LakebaseApi {
  lakebaseProjects(signal?: AbortSignal): Promise<readonly LakebaseProject[]>;
  lakebaseBranches(project: string, signal?: AbortSignal): Promise<readonly LakebaseBranch[]>;
  lakebaseEndpoints(branch: string, signal?: AbortSignal): Promise<readonly LakebaseEndpoint[]>;
  lakebaseDatabases(branch: string, signal?: AbortSignal): Promise<readonly LakebaseDatabase[]>;
  lakebaseRoles(branch: string, signal?: AbortSignal): Promise<readonly LakebaseRole[]>;
  /** Instances of Lakebase Provisioned. */
  lakebaseInstances(signal?: AbortSignal): Promise<readonly LakebaseInstance[]>;
  /**
   * A password for whoever the client is signed in as, good for one login.
   * @throws PwafError `bad-request` for a name of another shape, before anything is sent
   */
  databaseCredential(endpoint: string, signal?: AbortSignal): Promise<DatabaseCredential>;
  /** The same for an instance of Lakebase Provisioned. */
  instanceCredential(instance: string, signal?: AbortSignal): Promise<DatabaseCredential>;
}

const base = "/api/2.0/postgres";
const older = "/api/2.0/database";
/** Against a server that never ends. */
const mostPages = 100;
const largestPage = 100;

/** How an endpoint is named. Source: the OpenAPI description in databricks-sdk-py, `service/postgres.py`. */
export const endpointShape = /^projects\/[^/\s]+\/branches\/[^/\s]+\/endpoints\/[^/\s]+$/;

export function lakebaseApi({ get, post }: Pick<Caller, "get" | "post">): LakebaseApi {
  async function all<T>(
    path: string,
    field: string,
    what: string,
    read: Reader<T>,
    signal?: AbortSignal,
  ): Promise<T[]> {
    const found: T[] = [];
    let pageToken: string | undefined;
    for (let pages = 0; pages < mostPages; pages++) {
      const request = { pageSize: largestPage, ...(pageToken === undefined ? {} : { pageToken }) };
      const answer = await get(path, pageSize(request), signal);
      found.push(...readList(answer, field, what, read));
      pageToken = optionalText(readObject(answer, what)["next_page_token"]);
      if (pageToken === undefined) break;
    }
    return found;
  }
  return {
    lakebaseProjects: (signal) => all(`${base}/projects`, "projects", "projects", project, signal),
    lakebaseBranches: (parent, signal) =>
      all(`${base}/${resourcePath(parent)}/branches`, "branches", "branches", branch, signal),
    lakebaseEndpoints: (parent, signal) =>
      all(`${base}/${resourcePath(parent)}/endpoints`, "endpoints", "endpoints", endpoint, signal),
    lakebaseDatabases: (parent, signal) =>
      all(`${base}/${resourcePath(parent)}/databases`, "databases", "databases", database, signal),
    lakebaseRoles: (parent, signal) => all(`${base}/${resourcePath(parent)}/roles`, "roles", "roles", role, signal),
    lakebaseInstances: (signal) => all(`${older}/instances`, "database_instances", "instances", instance, signal),

    async databaseCredential(name, signal) {
      if (!endpointShape.test(name)) throw wrongShape(name);
      return readOne(await post(`${base}/credentials`, { endpoint: name }, signal), "the credential", credential);
    },

    async instanceCredential(name, signal) {
      const wanted = { request_id: crypto.randomUUID(), instance_names: [name] };
      return readOne(await post(`${older}/credentials`, wanted, signal), "the credential", credential);
    },
  };
}

export function wrongShape(name: string): PwafError {
  return new PwafError("bad-request", `“${name}” is not the name of a Lakebase endpoint.`, {
    hint: "It looks like projects/<project>/branches/<branch>/endpoints/<endpoint>: copy it from the Lakebase view.",
  });
}

/** A resource name as a path: each part encoded, the slashes between them kept. */
function resourcePath(name: string): string {
  return name.split("/").map(pathSegment).join("/");
}

const project: Reader<LakebaseProject> = (entry) => {
  const name = optionalText(entry["name"]);
  if (name === undefined) return undefined;
  const status = part(entry, "status");
  const displayName = optionalText(status["display_name"]);
  return present({ name, displayName, pgVersion: optionalNumber(status["pg_version"]) });
};

const branch: Reader<LakebaseBranch> = (entry) => {
  const name = optionalText(entry["name"]);
  if (name === undefined) return undefined;
  const status = part(entry, "status");
  const flags = { isDefault: status["default"] === true, isProtected: status["is_protected"] === true };
  return present({ name, ...flags, state: optionalText(status["current_state"]) });
};

const endpoint: Reader<LakebaseEndpoint> = (entry) => {
  const name = optionalText(entry["name"]);
  if (name === undefined) return undefined;
  const status = part(entry, "status");
  return present({
    name,
    state: optionalText(status["current_state"]),
    isReadOnly: status["endpoint_type"] === "ENDPOINT_TYPE_READ_ONLY",
    minCu: optionalNumber(status["autoscaling_limit_min_cu"]),
    maxCu: optionalNumber(status["autoscaling_limit_max_cu"]),
    suspendSeconds: seconds(status["suspend_timeout_duration"]),
    address: address(part(status, "hosts")["host"]),
  });
};

const database: Reader<LakebaseDatabase> = (entry) => {
  const [name, own] = [optionalText(entry["name"]), optionalText(part(entry, "status")["postgres_database"])];
  return name === undefined || own === undefined ? undefined : { name, database: own };
};

const role: Reader<LakebaseRole> = (entry) => {
  const status = part(entry, "status");
  const [name, own] = [optionalText(entry["name"]), optionalText(status["postgres_role"])];
  if (name === undefined || own === undefined) return undefined;
  const memberships: unknown = status["membership_roles"];
  const memberOf = Array.isArray(memberships) ? memberships.filter((one) => typeof one === "string") : [];
  const hasOAuth = status["auth_method"] === "LAKEBASE_OAUTH_V1";
  return present({ name, role: own, identityType: optionalText(status["identity_type"]), hasOAuth, memberOf });
};

const instance: Reader<LakebaseInstance> = (entry) => {
  const name = optionalText(entry["name"]);
  if (name === undefined) return undefined;
  const [state, capacity] = [optionalText(entry["state"]), optionalText(entry["capacity"])];
  return present({ name, state, capacity, address: address(entry["read_write_dns"]) });
};

/** The two generations spell the end differently. */
const credential: Reader<DatabaseCredential> = (entry) => {
  const token = optionalText(entry["token"]);
  const expiresAt = Date.parse(optionalText(entry["expire_time"]) ?? optionalText(entry["expiration_time"]) ?? "");
  return token === undefined || Number.isNaN(expiresAt) ? undefined : { token, expiresAt };
};

/** A host; the emulated workspace, which cannot have everybody's port 5432, adds its port. */
function address(value: unknown): DatabaseAddress | undefined {
  const [, host, port] = /^([^:]+)(?::(\d+))?$/.exec(optionalText(value) ?? "") ?? [];
  return host === undefined ? undefined : { host, port: Number(port ?? 5432) };
}

function seconds(duration: unknown): number | undefined {
  const [, value] = /^(\d+(?:\.\d+)?)s$/.exec(optionalText(duration) ?? "") ?? [];
  return value === undefined ? undefined : Number(value);
}

function part(entry: Json, field: string): Json {
  const value = entry[field];
  return isObject(value) ? value : {};
}
