/** Where a PostgreSQL of Lakebase listens. */
export interface DatabaseAddress {
  readonly host: string;
  readonly port: number;
}

export interface LakebaseProject {
  /** `projects/<id>` */
  readonly name: string;
  readonly displayName?: string;
  readonly pgVersion?: number;
}

export interface LakebaseBranch {
  /** `projects/<id>/branches/<id>` */
  readonly name: string;
  /** `READY`, `ARCHIVED`, … */
  readonly state?: string;
  readonly isDefault: boolean;
  readonly isProtected: boolean;
}

export interface LakebaseEndpoint {
  /** `projects/<id>/branches/<id>/endpoints/<id>` */
  readonly name: string;
  /** `ACTIVE`, `IDLE` while it is scaled to zero, `INIT`, `DEGRADED`. */
  readonly state?: string;
  readonly isReadOnly: boolean;
  /** Compute units. */
  readonly minCu?: number;
  readonly maxCu?: number;
  /** Seconds of idleness after which it is scaled to zero; absent: never, or not told. */
  readonly suspendSeconds?: number;
  /** Absent while the endpoint is being made. */
  readonly address?: DatabaseAddress;
}

export interface LakebaseDatabase {
  readonly name: string;
  /** As PostgreSQL knows it. */
  readonly database: string;
}

export interface LakebaseRole {
  readonly name: string;
  /** As PostgreSQL knows it: what `user` must be, letter for letter. */
  readonly role: string;
  /** `USER`, `SERVICE_PRINCIPAL`, `GROUP`; absent for PostgreSQL's own roles. */
  readonly identityType?: string;
  /** False where a password or nothing at all signs in instead of a token. */
  readonly hasOAuth: boolean;
  readonly memberOf: readonly string[];
}

/** A database instance of the older generation, Lakebase Provisioned. */
export interface LakebaseInstance {
  readonly name: string;
  readonly state?: string;
  readonly capacity?: string;
  readonly address?: DatabaseAddress;
}

/** A token that is the password of one identity for one endpoint or instance. */
export interface DatabaseCredential {
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** The database that every project begins with. */
export const defaultDatabase = "databricks_postgres";
