import type { Duplex } from "node:stream";

/** A PostgreSQL that trusts whoever connects: the gateway before it checks tokens. */
export interface Postgres {
  /** For people: which engine this is. */
  readonly engine: string;
  /** A connection on which the startup message is still to be sent. */
  connect(): Promise<Duplex>;
  /** Ends all sessions as an administrator's restart does, and is up again when it settles. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** The role that made the databases; nobody from outside can be it. */
export const administrator = "cloud_admin";
