import * as vscode from "vscode";
import { Disposable } from "../../core/base/disposable.ts";
import type { Services } from "../services.ts";
import { profileTooltip } from "./profilesTree.ts";
import type { ProfileStore } from "./profileStore.ts";
import { profileFacts, statusText } from "./profileText.ts";

/** The status bar item: active profile with its sign-in state; a click switches. */
export class ProfileStatus extends Disposable {
  readonly #item: vscode.StatusBarItem;
  readonly #profiles: ProfileStore;
  readonly #services: Pick<Services, "sessions" | "state">;

  constructor(profiles: ProfileStore, services: Pick<Services, "sessions" | "state">) {
    super();
    this.#profiles = profiles;
    this.#services = services;
    this.#item = this.own(vscode.window.createStatusBarItem("pwaf.profile", vscode.StatusBarAlignment.Left, 50));
    this.#item.name = "Databricks profile";
    this.own(profiles.onDidChange(() => this.#show()));
    this.own(services.sessions.onDidChange(() => this.#show()));
    this.#show();
    this.#item.show();
  }

  #show(): void {
    const { sessions, state } = this.#services;
    const session = sessions.current;
    const { text, spoken } = statusText(session);
    const item = this.#item;
    item.text = text;
    item.accessibilityInformation = { label: spoken, role: "button" };
    item.command = this.#profiles.all.length === 0 ? "pwaf.profile.add" : "pwaf.profile.switch";
    if (session.kind === "noProfile") {
      item.tooltip = this.#profiles.all.length === 0 ? "Add a Databricks profile" : "Choose a Databricks profile";
      return;
    }
    const { profile } = session;
    const warehouse = state.get("warehouses")?.[profile.name] ?? profile.warehouseId;
    item.tooltip = profileTooltip(profile.name, profileFacts(profile, session, warehouse));
  }
}
