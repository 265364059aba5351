import { secretKeys } from "../../core/profiles/profile.ts";
import type { Profile, SecretKey } from "../../core/profiles/profile.ts";
import type { ProfileSecrets } from "../../core/profiles/profileDraft.ts";
import { decodeSession, encodeSession, sessionKey } from "../../workspace/auth/storedSession.ts";
import type { Secrets } from "../platform/secrets.ts";

/** What secrets of a profile are bound to: a profile that is pointed elsewhere does not take them along. */
export type SecretOwner = Pick<Profile, "name" | "host" | "clientId" | "scopes">;

/** Storage key → value; `undefined` deletes it. */
export type StorageChange = ReadonlyMap<string, string | undefined>;

type Storage = Pick<Secrets, "get" | "set" | "delete">;

/** Key in secret storage. A token is a sign-in by itself, so it is kept as a session. */
function storageKey(owner: SecretOwner, key: SecretKey): string {
  return key === "token" ? sessionKey(owner) : `pwaf.secret:${JSON.stringify([owner.name, owner.host, key])}`;
}

/** A secret of a profile in the editor's secret storage. */
export async function readSecret(storage: Storage, owner: SecretOwner, key: SecretKey): Promise<string | undefined> {
  const text = await storage.get(storageKey(owner, key));
  if (key !== "token") return text;
  const session = decodeSession(text);
  return session?.kind === "pat" ? session.token : undefined;
}

/** All secrets of a profile that are in secret storage. */
export async function readSecrets(storage: Storage, owner: SecretOwner): Promise<ProfileSecrets> {
  const found = await Promise.all(secretKeys.map(async (key) => [key, await readSecret(storage, owner, key)] as const));
  return Object.fromEntries(found.filter(([, value]) => value !== undefined));
}

/** The change of secret storage that keeps these secrets for a profile. */
export function keepSecrets(owner: SecretOwner, secrets: ProfileSecrets): StorageChange {
  const entries = Object.entries(secrets) as [SecretKey, string][];
  return new Map(
    entries.map(([key, value]) => [
      storageKey(owner, key),
      key === "token" ? encodeSession({ kind: "pat", token: value, userName: "" }) : value,
    ]),
  );
}

/**
 * The change of secret storage that follows a profile to what it becomes. Under another name everything goes along, the
 * sign-in too; what belongs to another host, app, scope or way to sign in is forgotten.
 */
export async function followProfile(storage: Storage, from: Profile, to: Profile): Promise<StorageChange> {
  // The same session but for the name: what else makes a session its key says.
  const isSameSignIn = from.authType === to.authType && sessionKey({ ...from, name: to.name }) === sessionKey(to);
  const change = new Map<string, string | undefined>();
  for (const key of secretKeys) {
    const [old, now] = [storageKey(from, key), storageKey(to, key)];
    const mayStay = from.host === to.host && (key !== "token" || isSameSignIn);
    const value = old === now && mayStay ? undefined : await storage.get(old);
    if (value === undefined) continue;
    change.set(old, undefined);
    if (mayStay) change.set(now, value);
  }
  return change;
}

/** The change of secret storage that forgets a profile. */
export function forgetProfile(owner: SecretOwner): StorageChange {
  return new Map(secretKeys.map((key) => [storageKey(owner, key), undefined]));
}
