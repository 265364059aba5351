import { Disposable, toDisposable } from "../../core/base/disposable.ts";
import { PwafError } from "../../core/base/errors.ts";
import type { WorkspaceClient } from "../../workspace/rest/workspaceClient.ts";
import { createWorkspaceClient } from "../../workspace/rest/workspaceClient.ts";
import type { Services, Workspaces } from "../services.ts";

type Needs = Pick<Services, "profiles" | "sessions" | "log"> & { readonly extensionVersion: string };

/** Keeps one client for the active profile; a change of profile ends whatever the last one was still doing. */
class ActiveWorkspace extends Disposable implements Workspaces {
  readonly #needs: Needs;
  #current: { readonly key: string; readonly client: WorkspaceClient; readonly stop: AbortController } | undefined;

  constructor(needs: Needs) {
    super();
    this.#needs = needs;
    this.own(toDisposable(() => this.#current?.stop.abort()));
    this.own(needs.profiles.onDidChange(() => this.#dropUnlessActive()));
  }

  async client(): Promise<WorkspaceClient> {
    const { profiles, sessions, log, extensionVersion } = this.#needs;
    const profile = profiles.active;
    if (profile === undefined) {
      throw new PwafError("config", "No profile is chosen.", { hint: "Add a profile, or switch to one." });
    }
    this.#dropUnlessActive();
    if (this.#current === undefined) {
      const stop = new AbortController();
      const client = createWorkspaceClient({
        host: profile.host,
        token: () => sessions.accessToken(profile),
        refuse: (token) => sessions.refuse(profile, token),
        productVersion: extensionVersion,
        log,
        signal: stop.signal,
      });
      this.#current = { key: this.#key(), client, stop };
    }
    return this.#current.client;
  }

  #dropUnlessActive(): void {
    if (this.#current === undefined || this.#current.key === this.#key()) return;
    this.#current.stop.abort();
    this.#current = undefined;
  }

  /** Everything of the profile that a client depends on. */
  #key(): string {
    return JSON.stringify(this.#needs.profiles.active);
  }
}

/** The workspace of the active profile, by REST. Dispose to end all calls. */
export function createWorkspaces(needs: Needs): Workspaces & { dispose(): void } {
  return new ActiveWorkspace(needs);
}
