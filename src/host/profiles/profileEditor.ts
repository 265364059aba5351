import { errorText, PwafError } from "../../core/base/errors.ts";
import type { Logger } from "../../core/base/logger.ts";
import { allSections, sectionText } from "../../core/profiles/databrickscfg.ts";
import { removeProfile } from "../../core/profiles/editDatabrickscfg.ts";
import type { Profile } from "../../core/profiles/profile.ts";
import type { Secrets } from "../platform/secrets.ts";
import type { State } from "../platform/state.ts";
import { editConfig } from "./configFile.ts";
import type { StorageChange } from "./profileSecrets.ts";
import { forgetProfile } from "./profileSecrets.ts";

/** One step that can be taken back. */
export interface ProfileChange {
  /** What has happened when it is done, for people: “Renamed dev to prod”. */
  readonly what: string;
  /** Runs on the latest text of the file, under its lock. What it throws stops the change. */
  readonly edit: (text: string) => string;
  readonly storage?: StorageChange;
  /** The choices of this workspace that follow a profile: to its other name, or away with it. */
  readonly follows?: { readonly from: string; readonly to: string | undefined };
}

/** Removes one section of the file and the secrets that are stored for it; the rest stays to the letter. */
export function removal(profile: Profile): ProfileChange {
  const { name } = profile;
  return {
    what: `Removed profile ${name}`,
    edit: (text) => removeProfile(text, name),
    storage: forgetProfile(profile),
    follows: { from: name, to: undefined },
  };
}

interface Applied {
  readonly change: ProfileChange;
  readonly before: string;
  readonly after: string;
  readonly storageBefore: StorageChange;
  readonly stateBefore: Choices;
}

interface Choices {
  readonly activeProfile: string | undefined;
  readonly warehouses: Readonly<Record<string, string>> | undefined;
}

export interface ProfileEditorOptions {
  readonly path: string;
  readonly storage: Pick<Secrets, "get" | "set" | "delete">;
  readonly state: Pick<State, "get" | "set">;
  readonly log: Logger;
}

/** The one writer of the configuration file in this window. Keeps the last change in memory, to take it back. */
export class ProfileEditor {
  readonly #options: ProfileEditorOptions;
  readonly #own = new Map<string, string>();
  #last: Applied | undefined;

  constructor(options: ProfileEditorOptions) {
    this.#options = options;
  }

  /** What can be taken back, for people. */
  get undoable(): string | undefined {
    return this.#last?.change.what;
  }

  /** True for a section that is as this window has written it; others are shown before they are changed. */
  isOwn(text: string, name: string): boolean {
    return this.#own.has(name) && this.#own.get(name) === sectionText(text, name);
  }

  /** @throws PwafError `config` or `conflict` when file or secret storage cannot take it; then nothing is different. */
  async apply(change: ProfileChange): Promise<void> {
    const storage = change.storage ?? new Map<string, string | undefined>();
    const storageBefore = await this.#readStorage(storage);
    const stateBefore = this.#choices();
    // A secret is safe in its new place before it leaves the old one.
    await this.#writeStorage(storage, "set");
    let texts: { readonly before: string; readonly after: string };
    try {
      texts = await this.#editFile(change.edit);
    } catch (error) {
      await this.#writeStorage(storageBefore, "all");
      throw error;
    }
    this.#adopt(texts);
    await this.#writeStorage(storage, "delete");
    if (change.follows) await this.#follow(change.follows, stateBefore);
    this.#last = { change, ...texts, storageBefore, stateBefore };
    this.#options.log.info(change.what);
  }

  /**
   * Takes the last change back: the file to the byte, secrets in storage, choices of this workspace.
   * @returns what was taken back.
   * @throws PwafError `conflict` when the file has been changed since, `not-found` when there is nothing to take back.
   */
  async undo(): Promise<string> {
    const last = this.#last;
    if (!last) {
      throw new PwafError("not-found", "There is no change of a profile to take back.", {
        hint: "Only the last change that was made in this window can be taken back.",
      });
    }
    const now = await this.#readStorage(last.storageBefore);
    await this.#writeStorage(last.storageBefore, "set");
    try {
      await this.#editFile((text) => {
        if (text === last.after) return last.before;
        throw new PwafError("conflict", "The configuration file has been changed since, so nothing was taken back.", {
          hint: "Open the file and change it there.",
        });
      });
    } catch (error) {
      await this.#writeStorage(now, "all");
      throw error;
    }
    await this.#writeStorage(last.storageBefore, "delete");
    await this.#choose(last.stateBefore);
    this.#last = undefined;
    this.#options.log.info(`undone: ${last.change.what}`);
    return last.change.what;
  }

  async #editFile(edit: (text: string) => string): Promise<{ readonly before: string; readonly after: string }> {
    let before = "";
    let after = "";
    await editConfig(this.#options.path, (text) => {
      before = text;
      after = edit(text);
      return after;
    });
    return { before, after };
  }

  #adopt({ before, after }: Pick<Applied, "before" | "after">): void {
    for (const { name } of allSections(after)) {
      const section = sectionText(after, name);
      if (section !== sectionText(before, name)) this.#own.set(name, section);
    }
  }

  async #readStorage(change: StorageChange): Promise<StorageChange> {
    const found = new Map<string, string | undefined>();
    for (const [key, value] of change) found.set(key, await this.#read(key, value !== undefined));
    return found;
  }

  async #writeStorage(change: StorageChange, what: "set" | "delete" | "all"): Promise<void> {
    const { storage } = this.#options;
    for (const [key, value] of change) {
      if (value !== undefined && what !== "delete") await storage.set(key, value);
      if (value === undefined && what !== "set") await storage.delete(key).catch((error: unknown) => this.#warn(error));
    }
  }

  /** Without a keyring nothing can be stored, so nothing is lost where a secret is only to be forgotten. */
  async #read(key: string, isNeeded: boolean): Promise<string | undefined> {
    try {
      return await this.#options.storage.get(key);
    } catch (error) {
      if (isNeeded) throw error;
      this.#warn(error);
      return undefined;
    }
  }

  #warn(error: unknown): void {
    this.#options.log.warn(errorText(error));
  }

  #choices(): Choices {
    const { state } = this.#options;
    return { activeProfile: state.get("activeProfile"), warehouses: state.get("warehouses") };
  }

  async #choose({ activeProfile, warehouses }: Choices): Promise<void> {
    await this.#options.state.set("activeProfile", activeProfile);
    await this.#options.state.set("warehouses", warehouses);
  }

  async #follow({ from, to }: { readonly from: string; readonly to: string | undefined }, choices: Choices) {
    const { [from]: warehouse, ...others } = choices.warehouses ?? {};
    await this.#choose({
      activeProfile: choices.activeProfile === from ? to : choices.activeProfile,
      warehouses: warehouse === undefined || to === undefined ? others : { ...others, [to]: warehouse },
    });
  }
}
