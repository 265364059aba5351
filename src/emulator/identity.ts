import { createHash, randomUUID } from "node:crypto";
import { randomHex } from "./dataDir.ts";

/** The Databricks account that the workspace belongs to. */
export const accountId = "00000000-0000-4000-8000-000000000000";

export interface User {
  readonly id: string;
  /** E-mail of a person, application id of a service principal. */
  readonly userName: string;
  readonly displayName: string;
  readonly isServicePrincipal: boolean;
  readonly groups: readonly string[];
}

export interface PersonalToken {
  readonly tokenId: string;
  readonly comment: string;
  /** Epoch milliseconds; -1 means never. */
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly user: User;
}

export interface NewToken {
  readonly user?: string;
  readonly comment?: string;
  /** Negative lifetimes make a token that has already expired. Without it the token never expires. */
  readonly lifetimeSeconds?: number;
}

/** People and tokens of the workspace. Of a personal access token only the hash is kept. */
export class IdentityStore {
  readonly users: readonly User[];
  readonly servicePrincipal: User;
  /** Another product's, which nobody signs in as: somebody to grant privileges to. */
  readonly partner: User;
  /** Groups of the workspace, without those of the account. */
  readonly groups: readonly string[] = ["admins", "analysts", "users"];
  readonly #tokens = new Map<string, PersonalToken>();

  constructor() {
    this.users = [
      person("4711000000000001", "Ada Lindqvist", ["users", "admins"]),
      person("4711000000000002", "Bruno Chen", ["users", "analysts"]),
    ];
    this.servicePrincipal = servicePrincipal("4711000000000009", "emulator-service-principal", randomUUID());
    this.partner = servicePrincipal("4711000000000010", "acme-loader", "9f3d1c52-6a0e-4b7d-8c21-ace0ace0ace0");
  }

  get defaultUser(): User {
    const [first] = this.users;
    if (first === undefined) throw new Error("The workspace has no users");
    return first;
  }

  get servicePrincipals(): readonly User[] {
    return [this.servicePrincipal, this.partner];
  }

  user(userName: string): User | undefined {
    return [...this.users, ...this.servicePrincipals].find((user) => user.userName === userName);
  }

  createToken(options: NewToken = {}): { readonly value: string; readonly token: PersonalToken } {
    // The prefix is put together here so that secret scanners find no token in the source.
    const value = ["da", "pi"].join("") + randomHex(16);
    const now = Date.now();
    const token: PersonalToken = {
      tokenId: randomHex(32),
      comment: options.comment ?? "",
      createdAt: now,
      expiresAt: options.lifetimeSeconds === undefined ? -1 : now + options.lifetimeSeconds * 1000,
      user: this.user(options.user ?? "") ?? this.defaultUser,
    };
    this.#tokens.set(hash(value), token);
    return { value, token };
  }

  /** The owner of a valid personal access token. */
  userOfToken(value: string): User | undefined {
    const token = this.#tokens.get(hash(value));
    if (token === undefined || (token.expiresAt !== -1 && token.expiresAt <= Date.now())) return undefined;
    return token.user;
  }

  tokensOf(user: User): PersonalToken[] {
    return [...this.#tokens.values()].filter((token) => token.user === user);
  }

  deleteToken(user: User, tokenId: string): boolean {
    for (const [key, token] of this.#tokens)
      if (token.tokenId === tokenId && token.user === user) return this.#tokens.delete(key);
    return false;
  }
}

function person(id: string, displayName: string, groups: readonly string[]): User {
  const userName = `${displayName.toLowerCase().replace(" ", ".")}@emulated.example`;
  return { id, userName, displayName, isServicePrincipal: false, groups };
}

function servicePrincipal(id: string, displayName: string, applicationId: string): User {
  return { id, userName: applicationId, displayName, isServicePrincipal: true, groups: ["users"] };
}

function hash(value: string): string {
  return createHash("sha256").update(value).digest("base64");
}
