import type { Logger } from "../../core/base/logger.ts";
import { errorText } from "../../core/base/errors.ts";
import type { Profile } from "../../core/profiles/profile.ts";
import type { StoredSession } from "../../workspace/auth/storedSession.ts";
import { decodeSession, encodeSession, sessionKey } from "../../workspace/auth/storedSession.ts";
import type { TokenStore } from "../../workspace/auth/tokens.ts";
import type { Secrets } from "../platform/secrets.ts";

/** What sessions need of the secret storage. */
export type SecretDoor = Pick<Secrets, "get" | "set" | "delete" | "keys" | "onDidChange">;

/**
 * Sessions in the editor's secret storage. Where that does not work (no keyring in a container, for instance) they live
 * in memory until the window closes, and the user is told once: never in a file instead.
 */
export class SessionSecrets {
  readonly #secrets: SecretDoor;
  readonly #log: Logger;
  readonly #onMemoryOnly: () => void;
  /** Sessions that the secret storage did not take. */
  readonly #memory = new Map<string, StoredSession>();
  #told = false;

  constructor(secrets: SecretDoor, log: Logger, onMemoryOnly: () => void) {
    this.#secrets = secrets;
    this.#log = log;
    this.#onMemoryOnly = onMemoryOnly;
  }

  async read(profile: Profile): Promise<StoredSession | undefined> {
    const key = sessionKey(profile);
    const kept = this.#memory.get(key);
    if (kept) return kept;
    try {
      return decodeSession(await this.#secrets.get(key));
    } catch (error) {
      this.#log.warn(errorText(error));
      return undefined;
    }
  }

  /** Keys of everything stored; see `readSessionKey`. */
  async keys(): Promise<readonly string[]> {
    try {
      return [...new Set([...this.#memory.keys(), ...(await this.#secrets.keys())])];
    } catch (error) {
      this.#log.warn(errorText(error));
      return [...this.#memory.keys()];
    }
  }

  async write(profile: Profile, session: StoredSession): Promise<void> {
    const key = sessionKey(profile);
    try {
      await this.#secrets.set(key, encodeSession(session));
      this.#memory.delete(key);
    } catch (error) {
      this.#log.warn(errorText(error));
      this.#memory.set(key, session);
      if (!this.#told) this.#onMemoryOnly();
      this.#told = true;
    }
  }

  async delete(profile: Profile): Promise<void> {
    const wasInMemory = this.#memory.delete(sessionKey(profile));
    try {
      await this.#secrets.delete(sessionKey(profile));
    } catch (error) {
      // Where nothing can be stored nothing can be left; elsewhere the user must know.
      if (!wasInMemory) throw error;
    }
  }

  /** The tokens of a profile's session, as a renewal reads and replaces them. */
  tokenStore(profile: Profile): TokenStore {
    const { authType } = profile;
    return {
      read: async () => {
        const stored = await this.read(profile);
        return stored?.kind === "oauth" ? stored.tokens : undefined;
      },
      write: async (tokens) => {
        const stored = await this.read(profile);
        await this.write(profile, { kind: "oauth", authType, tokens, userName: stored?.userName ?? "" });
      },
      delete: () => this.delete(profile),
    };
  }
}
