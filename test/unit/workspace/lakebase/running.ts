import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { createWorkspaceClient, type WorkspaceClient } from "../../../../src/workspace/rest/workspaceClient.ts";
import { silentLogger } from "../../../../src/core/base/logger.ts";
import type { LakebaseLogin } from "../../../../src/workspace/lakebase/connect.ts";
import { LakebaseSession, type SessionOptions } from "../../../../src/workspace/lakebase/session.ts";
import type { Emulator } from "../../../../src/emulator/emulator.ts";

/** Trusts the emulator as a user would who adds its authority to the system's. Call the answer to take it back. */
export function trustEmulator({ caCertificate }: Emulator): () => void {
  const before = getCACertificates("default");
  setDefaultCACertificates([...before, caCertificate]);
  return () => setDefaultCACertificates(before);
}

export function clientFor(emulator: Emulator, token: string): WorkspaceClient {
  return createWorkspaceClient({
    host: emulator.httpUrl,
    token: () => Promise.resolve(token),
    productVersion: "1.0.0",
    log: silentLogger,
  });
}

/** How Ada signs in to an endpoint of the emulated workspace. */
export function loginFor(emulator: Emulator, endpoint: string, user = "ada.lindqvist@emulated.example"): LakebaseLogin {
  const client = clientFor(emulator, emulator.createToken({ user }));
  const [host = "", port] = emulator.lakebase.address.split(":");
  return {
    host,
    port: Number(port),
    database: "databricks_postgres",
    user,
    applicationName: "Acme_Loader/1.2.0",
    password: async () => (await client.databaseCredential(endpoint)).token,
  };
}

/** Opens sessions as an editor does, and ends them with the suite. */
export function sessionsOf() {
  const open: LakebaseSession[] = [];
  after(() => open.forEach((session) => session.dispose()));
  return {
    open(login: LakebaseLogin, options: Partial<SessionOptions> = {}): LakebaseSession {
      const session = new LakebaseSession({
        login,
        idleMs: 60_000,
        changed: () => undefined,
        reconnected: () => undefined,
        ...options,
      });
      open.push(session);
      return session;
    },
  };
}
