import type { Adapter, AdapterPayload } from "oidc-provider";

interface Stored {
  payload: AdapterPayload;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/** What both issuers (http and https) remember, so that a sign-in begun at one can be finished at the other. */
export class OidcMemory {
  readonly #stored = new Map<string, Stored>();

  /** The library asks for one adapter per kind of object. */
  adapter(kind: string): Adapter {
    const key = (id: string) => `${kind}:${id}`;
    return {
      upsert: async (id, payload, expiresIn = 0) => {
        this.#prune();
        this.#stored.set(key(id), { payload, expiresAt: Date.now() + (expiresIn > 0 ? expiresIn * 1000 : 86_400_000) });
      },
      find: async (id) => this.#find(key(id)),
      findByUserCode: async (userCode) => this.#findBy(kind, (payload) => payload.userCode === userCode),
      findByUid: async (uid) => this.#findBy(kind, (payload) => payload.uid === uid),
      consume: async (id) => {
        const found = this.#stored.get(key(id));
        if (found !== undefined) found.payload = { ...found.payload, consumed: Math.floor(Date.now() / 1000) };
      },
      destroy: async (id) => {
        this.#stored.delete(key(id));
      },
      revokeByGrantId: async (grantId) => {
        for (const [stored, { payload }] of this.#stored) if (payload.grantId === grantId) this.#stored.delete(stored);
      },
    };
  }

  /** Forgets everything of one kind, such as `RefreshToken`. */
  clear(kind: string): void {
    for (const key of this.#stored.keys()) if (key.startsWith(`${kind}:`)) this.#stored.delete(key);
  }

  #find(key: string): AdapterPayload | undefined {
    const found = this.#stored.get(key);
    return found !== undefined && found.expiresAt > Date.now() ? found.payload : undefined;
  }

  #findBy(kind: string, test: (payload: AdapterPayload) => boolean): AdapterPayload | undefined {
    for (const [key, { payload, expiresAt }] of this.#stored) {
      if (key.startsWith(`${kind}:`) && expiresAt > Date.now() && test(payload)) return payload;
    }
    return undefined;
  }

  #prune(): void {
    const now = Date.now();
    for (const [key, { expiresAt }] of this.#stored) if (expiresAt <= now) this.#stored.delete(key);
  }
}
