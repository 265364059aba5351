import { createHash, randomBytes } from "node:crypto";
import type { User } from "../identity.ts";

export interface DatabaseCredential {
  readonly user: User;
  /** Endpoints, or instances of the older generation, that take it. */
  readonly targets: readonly string[];
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/** The passwords of databases: tokens that were issued. Of each only the hash is kept. */
export class DatabaseCredentials {
  /** Lifetime of those issued from now on, where none is asked for. Lakebase's is an hour; tests of rotation set seconds. */
  readonly rules = { credentialSeconds: 3600 };
  readonly #issued = new Map<string, DatabaseCredential>();

  issue(user: User, targets: readonly string[], seconds = this.rules.credentialSeconds) {
    const expiresAt = Date.now() + seconds * 1000;
    const token = jwtShaped({ sub: user.userName, exp: Math.floor(expiresAt / 1000) });
    const credential = { user, targets, expiresAt };
    this.#issued.set(hash(token), credential);
    return { token, credential };
  }

  /** The credential behind a password, also one that has expired. */
  find(password: string): DatabaseCredential | undefined {
    return this.#issued.get(hash(password));
  }
}

/** As long as a real one, which is a JWT: clients with short buffers for passwords must fail here too. */
function jwtShaped(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return [part({ alg: "RS256", typ: "JWT" }), part(claims), randomBytes(512).toString("base64url")].join(".");
}

function hash(value: string): string {
  return createHash("sha256").update(value).digest("base64");
}
