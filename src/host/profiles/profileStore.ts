import { Disposable } from "../../core/base/disposable.ts";
import { Emitter } from "../../core/base/emitter.ts";
import { PwafError, wrapError } from "../../core/base/errors.ts";
import type { Logger } from "../../core/base/logger.ts";
import type { CfgProblem } from "../../core/profiles/databrickscfg.ts";
import { parseDatabrickscfg, valueOf } from "../../core/profiles/databrickscfg.ts";
import type { CfgFields } from "../../core/profiles/editDatabrickscfg.ts";
import { upsertProfile } from "../../core/profiles/editDatabrickscfg.ts";
import type { Profile, SecretKey } from "../../core/profiles/profile.ts";
import { toProfile } from "../../core/profiles/toProfile.ts";
import type { Secrets } from "../platform/secrets.ts";
import type { State } from "../platform/state.ts";
import type { Profiles } from "../services.ts";
import { configPath, readConfig } from "./configFile.ts";
import { watchConfig } from "./configWatcher.ts";
import type { ProfileChange } from "./profileEditor.ts";
import { ProfileEditor } from "./profileEditor.ts";
import type { StorageChange } from "./profileSecrets.ts";
import { keepSecrets, readSecret } from "./profileSecrets.ts";

export interface ProfileStoreOptions {
  readonly state: Pick<State, "get" | "set">;
  readonly secrets: Pick<Secrets, "get" | "set" | "delete">;
  readonly log: Logger;
  /** Default: that of this process. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Default: the user's home folder. */
  readonly home?: string;
}

interface Reading {
  readonly all: readonly Profile[];
  readonly problem: PwafError | undefined;
  /** Zero-based line of the first problem. */
  readonly problemLine: number | undefined;
  readonly defaultName: string | undefined;
}

const nothing: Reading = { all: [], problem: undefined, problemLine: undefined, defaultName: undefined };

/** Owner of `~/.databrickscfg` in this window: reads it, follows its changes, and edits it without losing a character. */
export class ProfileStore extends Disposable implements Profiles {
  readonly path: string;
  /** Settles when the file has been read for the first time. Never rejects. */
  readonly ready: Promise<void>;
  readonly #options: ProfileStoreOptions;
  readonly #editor: ProfileEditor;
  readonly #changed = this.own(new Emitter<void>());
  readonly onDidChange = this.#changed.event;
  #reading = nothing;
  /** Number of the latest reading: an older one that ends later does not count. */
  #round = 0;
  /** What listeners were told last. */
  #told = "";

  constructor(options: ProfileStoreOptions) {
    super();
    this.#options = options;
    this.path = configPath(options.environment, options.home);
    this.#editor = new ProfileEditor({ ...options, path: this.path, storage: options.secrets });
    this.ready = this.refresh();
    this.own(watchConfig(this.path, () => void this.refresh()));
  }

  get all(): readonly Profile[] {
    return this.#reading.all;
  }

  get problem(): PwafError | undefined {
    return this.#reading.problem;
  }

  /** The profile that Databricks' tools use when nobody says which (`default_profile` of `[__settings__]`). */
  get defaultName(): string | undefined {
    return this.#reading.defaultName;
  }

  get problemLine(): number | undefined {
    return this.#reading.problemLine;
  }

  /**
   * The profile chosen in this workspace; else the one that the environment or the file names as default, the only one,
   * or `DEFAULT`, as the Databricks SDKs do.
   */
  get active(): Profile | undefined {
    const { all, defaultName } = this.#reading;
    const named = (name: string | undefined) => all.find((profile) => profile.name === name);
    return (
      named(this.#options.state.get("activeProfile")) ??
      named((this.#options.environment ?? process.env)["DATABRICKS_CONFIG_PROFILE"]) ??
      named(defaultName) ??
      (all.length === 1 ? all[0] : named("DEFAULT"))
    );
  }

  async refresh(): Promise<void> {
    const round = ++this.#round;
    const reading = await this.#read();
    if (round !== this.#round) return;
    this.#reading = reading;
    if (this.#tell() && this.problem) this.#options.log.warn(this.problem.message);
  }

  /**
   * Adds a section, and what secret storage has to hold for it.
   * @throws PwafError `conflict` when the name is taken, `config` when the file cannot be written.
   */
  async add(name: string, fields: CfgFields, storage: StorageChange = new Map()): Promise<void> {
    await this.change({
      what: `Added profile ${name}`,
      edit: (text) => {
        if (parseDatabrickscfg(text).sections.some((section) => section.name === name)) {
          throw new PwafError("conflict", `There is a profile “${name}” already.`, { hint: "Choose another name." });
        }
        return upsertProfile(text, name, fields);
      },
      storage,
    });
  }

  /** Makes a change that can be taken back. @throws PwafError when file or secret storage cannot take it. */
  async change(change: ProfileChange): Promise<void> {
    await this.#editor.apply(change);
    await this.refresh();
    this.#tell();
  }

  /** What `undo` would take back, for people. */
  get undoable(): string | undefined {
    return this.#editor.undoable;
  }

  /** Takes the last change of this window back, and says what it was. @throws PwafError when that cannot be done. */
  async undo(): Promise<string> {
    const what = await this.#editor.undo();
    await this.refresh();
    this.#tell();
    return what;
  }

  /** True for a section that is as this window has written it. */
  isOwn(text: string, name: string): boolean {
    return this.#editor.isOwn(text, name);
  }

  /** Text of the configuration file as it is now. @throws PwafError `config` when it cannot be read. */
  text(): Promise<string> {
    return readConfig(this.path);
  }

  /** Makes a profile the active one of this workspace. */
  async activate(name: string): Promise<void> {
    await this.#options.state.set("activeProfile", name);
    this.#tell();
  }

  /** A secret of a profile: from secret storage, else from the file. Read when it is needed, and not kept. */
  async secret(profile: Profile, key: SecretKey): Promise<string | undefined> {
    return (await readSecret(this.#options.secrets, profile, key)) ?? (await this.#inFile(profile, key));
  }

  /** Keeps a secret that was asked for at a sign-in. @throws PwafError `config` when secret storage does not work. */
  async keepSecret(profile: Profile, key: SecretKey, value: string): Promise<void> {
    for (const [storageKey, text] of keepSecrets(profile, { [key]: value }))
      if (text !== undefined) await this.#options.secrets.set(storageKey, text);
  }

  /** The token that stands in the file itself, read when it is needed and not kept. */
  tokenInFile(profile: Profile): Promise<string | undefined> {
    return this.#inFile(profile, "token");
  }

  async #inFile({ name }: Profile, key: SecretKey): Promise<string | undefined> {
    const section = parseDatabrickscfg(await readConfig(this.path)).sections.find((found) => found.name === name);
    return (section && valueOf(section, key)) || undefined;
  }

  async #read(): Promise<Reading> {
    try {
      return readProfiles(await readConfig(this.path), this.path);
    } catch (error) {
      return { ...nothing, problem: error instanceof PwafError ? error : wrapError("read the profiles", error) };
    }
  }

  /** Fires when what readers see is different; a touched file is no change. */
  #tell(): boolean {
    if (this.isDisposed) return false;
    const { all, problem, problemLine, defaultName } = this.#reading;
    const seen = JSON.stringify([all, problem?.message, problemLine, this.active?.name, defaultName, this.undoable]);
    if (seen === this.#told) return false;
    this.#told = seen;
    this.#changed.fire();
    return true;
  }
}

export function createProfiles(options: ProfileStoreOptions): ProfileStore {
  return new ProfileStore(options);
}

function readProfiles(text: string, path: string): Reading {
  const { sections, settings, problems } = parseDatabrickscfg(text);
  const readings = sections.map(toProfile);
  const all = readings.flatMap((reading) => (reading.kind === "profile" ? [reading.profile] : []));
  const unusable = readings.flatMap((reading) => (reading.kind === "problem" ? [reading.problem] : []));
  const every = [...problems, ...unusable].sort((a, b) => a.line - b.line);
  return {
    all,
    problem: every[0] && describe(every[0], every.length - 1, path),
    problemLine: every[0]?.line,
    defaultName: valueOf({ entries: settings }, "default_profile"),
  };
}

function describe(first: CfgProblem, others: number, path: string): PwafError {
  const more = others === 0 ? "" : ` (and ${others} more ${others === 1 ? "problem" : "problems"})`;
  return new PwafError("config", `Line ${first.line + 1} of ${path}: ${first.message}${more}`, { hint: first.hint });
}
