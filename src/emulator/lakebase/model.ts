import { randomUUID } from "node:crypto";

export type EndpointState = "ACTIVE" | "IDLE" | "INIT";

export interface Endpoint {
  /** `projects/<p>/branches/<b>/endpoints/<e>` */
  readonly name: string;
  readonly uid: string;
  readonly isReadOnly: boolean;
  readonly minCu: number;
  readonly maxCu: number;
  /** Seconds without a connection after which it sleeps; undefined: never. */
  readonly suspendSeconds?: number;
  state: EndpointState;
}

export interface Branch {
  /** `projects/<p>/branches/<b>` */
  readonly name: string;
  readonly uid: string;
  readonly isDefault: boolean;
  readonly isProtected: boolean;
  readonly source?: string;
  readonly endpoints: readonly Endpoint[];
}

export interface Project {
  /** `projects/<p>` */
  readonly name: string;
  readonly uid: string;
  readonly displayName: string;
  readonly branches: readonly Branch[];
}

/** Of the older generation, which cannot be made any more. */
export interface Instance {
  readonly name: string;
  readonly uid: string;
  readonly capacity: string;
  readonly isStopped: boolean;
}

export const pgVersion = 17;
export const defaultDatabase = "databricks_postgres";

interface EndpointShape {
  readonly id: string;
  readonly isReadOnly?: boolean;
  readonly suspendSeconds?: number;
  readonly sizes?: readonly [min: number, max: number];
}

/** What the workspace has: a shop with a branch for development that sleeps, and a project that is empty. */
export class LakebaseStore {
  readonly projects: readonly Project[] = [
    project("orders", "Order desk", [
      branch("orders", "production", { isDefault: true, isProtected: true }, [
        { id: "primary", sizes: [1, 4] },
        { id: "reports", isReadOnly: true, sizes: [0.5, 2], suspendSeconds: 300 },
      ]),
      branch("orders", "development", { source: "production" }, [{ id: "primary", suspendSeconds: 300 }]),
    ]),
    project("scratch", "Scratch pad", [branch("scratch", "production", { isDefault: true }, [{ id: "primary" }])]),
  ];
  readonly instances: readonly Instance[] = [
    { name: "legacy-orders", uid: randomUUID(), capacity: "CU_2", isStopped: false },
    { name: "legacy-archive", uid: randomUUID(), capacity: "CU_1", isStopped: true },
  ];

  get branches(): readonly Branch[] {
    return this.projects.flatMap(({ branches }) => branches);
  }

  endpoint(name: string): { readonly endpoint: Endpoint; readonly branch: Branch } | undefined {
    for (const branch of this.branches)
      for (const endpoint of branch.endpoints) if (endpoint.name === name) return { endpoint, branch };
    return undefined;
  }

  instance(name: string): Instance | undefined {
    return this.instances.find((instance) => instance.name === name);
  }
}

function project(id: string, displayName: string, branches: readonly Branch[]): Project {
  return { name: `projects/${id}`, uid: randomUUID(), displayName, branches };
}

function branch(
  project: string,
  id: string,
  { isDefault = false, isProtected = false, source }: { isDefault?: boolean; isProtected?: boolean; source?: string },
  endpoints: readonly EndpointShape[],
): Branch {
  const name = `projects/${project}/branches/${id}`;
  return {
    name,
    uid: `br-${randomUUID().slice(0, 13)}`,
    isDefault,
    isProtected,
    ...(source === undefined ? {} : { source: `projects/${project}/branches/${source}` }),
    endpoints: endpoints.map(({ id: endpoint, isReadOnly = false, suspendSeconds, sizes = [0.5, 2] }) => ({
      name: `${name}/endpoints/${endpoint}`,
      uid: `ep-${randomUUID().slice(0, 13)}`,
      isReadOnly,
      minCu: sizes[0],
      maxCu: sizes[1],
      ...(suspendSeconds === undefined ? {} : { suspendSeconds }),
      state: suspendSeconds === undefined ? ("ACTIVE" as const) : ("IDLE" as const),
    })),
  };
}
