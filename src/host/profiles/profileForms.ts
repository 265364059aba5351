import { Disposable } from "../../core/base/disposable.ts";
import type { DraftOrigin } from "../../core/profiles/profileDraft.ts";
import type { Profile } from "../../core/profiles/profile.ts";
import { EditorTabs } from "../platform/editorTabs.ts";
import { showError } from "../platform/errors.ts";
import type { Services, SessionList } from "../services.ts";
import { offerSignIn, offerUndo } from "./profileCommands.ts";
import type { ProfileFormPanel, ProfileFormServices } from "./profileFormPanel.ts";
import type { ProfileStore } from "./profileStore.ts";

type FormDesk = ProfileFormServices & Pick<Services, "commands"> & { readonly sessions: SessionList };

/** The forms that are open, one for each profile that is edited or copied. */
export class ProfileForms extends Disposable {
  readonly #profiles: ProfileStore;
  readonly #services: FormDesk;
  readonly #test: (profile: Profile) => Promise<string | undefined>;
  readonly #tabs: EditorTabs<{ readonly origin: DraftOrigin; readonly host: string }, ProfileFormPanel>;

  /** @param test tests a profile and gives what to say of it, if that has not been said. */
  constructor(profiles: ProfileStore, services: FormDesk, test: (profile: Profile) => Promise<string | undefined>) {
    super();
    this.#profiles = profiles;
    this.#services = services;
    this.#test = test;
    const { commands, extensionUri } = services;
    this.#tabs = this.own(
      new EditorTabs({
        viewType: "pwaf.profileForm",
        extensionUri,
        title: ({ origin }) => (origin.kind === "new" ? "New profile" : `Profile ${origin.name}`),
        key: (subject) => JSON.stringify(subject),
        make: async (panel, { origin, host }) => {
          const { ProfileFormPanel } = await import("./profileFormPanel.ts");
          const actions = {
            saved: (name: string, thenTest: boolean) => void this.#saved(origin, name, thenTest),
            openFile: () => void commands.execute("pwaf.profile.openFile"),
          };
          return new ProfileFormPanel(panel, profiles, services, actions, origin, host);
        },
      }),
    );
  }

  /** @param host what was asked for before, for a profile that is new. */
  async open(origin: DraftOrigin, host = ""): Promise<void> {
    await this.#tabs.show({ origin, host });
  }

  async #saved(origin: DraftOrigin, name: string, thenTest: boolean): Promise<void> {
    const { commands, sessions, log } = this.#services;
    const profile = this.#profiles.all.find((one) => one.name === name);
    // Whoever adds a profile means to use it.
    if (origin.kind === "new" && profile) await this.#profiles.activate(name);
    let tested: string | undefined;
    try {
      if (thenTest && profile) tested = await this.#test(profile);
    } catch (error) {
      void showError(error, log);
    }
    if (origin.kind === "edit" || !profile) offerUndo(commands, this.#profiles, tested);
    else offerSignIn({ commands, profiles: this.#profiles, sessions }, profile, tested);
  }
}
