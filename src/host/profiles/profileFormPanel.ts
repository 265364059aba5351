import type * as vscode from "vscode";
import { Disposable } from "../../core/base/disposable.ts";
import type { DraftOrigin, ProfileDraft } from "../../core/profiles/profileDraft.ts";
import type { ProfileFormPage, ProfileFormProtocol, ProfileFormState } from "../../protocol/profileForm.ts";
import { showError, viewError } from "../platform/errors.ts";
import { openPage, PanelPort } from "../platform/webviews.ts";
import type { Services } from "../services.ts";
import { ProfileFormModel } from "./profileFormModel.ts";
import type { ProfileStore } from "./profileStore.ts";

export type ProfileFormServices = Pick<Services, "extensionUri" | "log" | "secrets">;

export interface ProfileFormActions {
  readonly saved: (name: string, thenTest: boolean) => void;
  readonly openFile: () => void;
}

/** The editor tab with the form of one profile. Goes away when it is saved or closed. */
export class ProfileFormPanel extends Disposable {
  readonly #panel: vscode.WebviewPanel;
  readonly #services: ProfileFormServices;
  readonly #model: ProfileFormModel;
  readonly #port: PanelPort<ProfileFormProtocol>;
  /** The draft that was checked last: a change of the file is checked against it. */
  #latest: { readonly round: number; readonly draft: ProfileDraft } | undefined;

  constructor(
    panel: vscode.WebviewPanel,
    profiles: ProfileStore,
    services: ProfileFormServices,
    actions: ProfileFormActions,
    origin: DraftOrigin,
    host = "",
  ) {
    super();
    this.#panel = panel;
    this.#services = services;
    const { extensionUri, log, secrets } = services;
    this.#model = new ProfileFormModel({
      origin,
      path: profiles.path,
      text: () => profiles.text(),
      storage: secrets,
      change: (change) => profiles.change(change),
    });
    let page: ProfileFormPage | undefined;
    const load = async () => {
      page = await this.#model.load();
      this.#port.send("page", { ...page, draft: withHost(page.draft, host) });
    };
    this.#port = this.own(
      new PanelPort<ProfileFormProtocol>(
        panel.webview,
        {
          // A page that was thrown away while its tab was hidden gets its draft back.
          ready: async () => {
            if (page && this.#latest) this.#port.send("page", { ...page, draft: this.#latest.draft });
            else await this.#guard(load);
          },
          reload: () => this.#guard(load),
          change: ({ round, draft }) => this.#check(round, draft),
          save: ({ draft, thenTest }) =>
            this.#guard(async () => {
              const name = await this.#model.save(draft);
              this.#panel.dispose();
              actions.saved(name, thenTest);
            }, draft),
          cancel: () => void this.#panel.dispose(),
          openFile: () => actions.openFile(),
        },
        log,
      ),
    );
    this.own(profiles.onDidChange(() => this.#latest && void this.#check(this.#latest.round, this.#latest.draft)));
    this.own(panel.onDidDispose(() => this.dispose()));
    openPage(panel.webview, extensionUri, "profileForm", panel.title);
  }

  reveal(): void {
    this.#panel.reveal();
  }

  async #check(round: number, draft: ProfileDraft): Promise<void> {
    this.#latest = { round, draft };
    this.#port.send("state", await this.#stateOf(round, draft));
  }

  async #stateOf(round: number, draft: ProfileDraft): Promise<ProfileFormState> {
    try {
      return await this.#model.check(draft, round);
    } catch (error) {
      return { ...nothing, round, error: viewError(error) };
    }
  }

  /** What fails is shown as a message: the form stays as it is, with everything that was typed. */
  async #guard(run: () => Promise<void>, draft?: ProfileDraft): Promise<void> {
    try {
      await run();
    } catch (error) {
      if (draft && this.#latest) void this.#check(this.#latest.round, draft);
      await showError(error, this.#services.log);
    }
  }
}

const nothing: ProfileFormState = {
  round: 0,
  rows: [],
  addable: [],
  suggestedName: "",
  diff: [],
  toStorage: [],
  canSave: false,
  isStale: false,
};

/** What was asked for before the form opened. */
function withHost(draft: ProfileDraft, host: string): ProfileDraft {
  const isEmpty = (draft.fields["host"] ?? "") === "";
  return isEmpty && host !== "" ? { ...draft, fields: { ...draft.fields, host } } : draft;
}
