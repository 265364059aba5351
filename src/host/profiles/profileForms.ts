import * as vscode from "vscode";
import { Disposable, toDisposable } from "../../core/base/disposable.ts";
import type { DraftOrigin } from "../../core/profiles/profileDraft.ts";
import type { Profile } from "../../core/profiles/profile.ts";
import { showError } from "../platform/errors.ts";
import type { Services } from "../services.ts";
import { offerUndo } from "./profileCommands.ts";
import type { ProfileFormServices } from "./profileFormPanel.ts";
import { ProfileFormPanel } from "./profileFormPanel.ts";
import type { ProfileStore } from "./profileStore.ts";

/** The forms that are open, one for each profile that is edited or copied. */
export class ProfileForms extends Disposable {
  readonly #profiles: ProfileStore;
  readonly #services: ProfileFormServices & Pick<Services, "commands">;
  readonly #test: (profile: Profile) => Promise<string | undefined>;
  readonly #open = new Map<string, ProfileFormPanel>();

  /** @param test tests a profile and gives what to say of it, if that has not been said. */
  constructor(
    profiles: ProfileStore,
    services: ProfileFormServices & Pick<Services, "commands">,
    test: (profile: Profile) => Promise<string | undefined>,
  ) {
    super();
    this.#profiles = profiles;
    this.#services = services;
    this.#test = test;
    this.own(toDisposable(() => [...this.#open.values()].forEach((panel) => panel.dispose())));
  }

  /** @param host what was asked for before, for a profile that is new. */
  open(origin: DraftOrigin, host = ""): void {
    const key = JSON.stringify([origin, host]);
    const existing = this.#open.get(key);
    if (existing) return existing.reveal();
    const title = origin.kind === "new" ? "New profile" : `Profile ${origin.name}`;
    const options = { enableScripts: true };
    const panel = vscode.window.createWebviewPanel("pwaf.profileForm", title, vscode.ViewColumn.Active, options);
    panel.iconPath = vscode.Uri.joinPath(this.#services.extensionUri, "media", "pwaf.svg");
    const { commands } = this.#services;
    const actions = {
      saved: (name: string, thenTest: boolean) => void this.#saved(origin, name, thenTest),
      openFile: () => void commands.execute("pwaf.profile.openFile"),
    };
    this.#open.set(key, new ProfileFormPanel(panel, this.#profiles, this.#services, actions, origin, host));
    panel.onDidDispose(() => this.#open.delete(key));
  }

  async #saved(origin: DraftOrigin, name: string, thenTest: boolean): Promise<void> {
    const { commands, log } = this.#services;
    const profile = this.#profiles.all.find((one) => one.name === name);
    // Whoever adds a profile means to use it.
    if (origin.kind === "new" && profile) await this.#profiles.activate(name);
    let tested: string | undefined;
    try {
      if (thenTest && profile) tested = await this.#test(profile);
    } catch (error) {
      void showError(error, log);
    }
    offerUndo(commands, this.#profiles, tested);
  }
}
