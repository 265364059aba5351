import { PwafError } from "../../core/base/errors.ts";
import { allSections, sectionText } from "../../core/profiles/databrickscfg.ts";
import { authFacts, isSecretKey } from "../../core/profiles/fields.ts";
import { parseHost } from "../../core/profiles/host.ts";
import { lineDiff } from "../../core/profiles/lineDiff.ts";
import { maskSecrets } from "../../core/profiles/maskSecrets.ts";
import type { Profile } from "../../core/profiles/profile.ts";
import type { DraftOrigin, ProfileDraft, ProfileSecrets } from "../../core/profiles/profileDraft.ts";
import { applyDraft, draftOf, secretsOf, secretsToStore } from "../../core/profiles/profileDraft.ts";
import { addableFields, draftProblems, formFields } from "../../core/profiles/profileForm.ts";
import { suggestProfileName } from "../../core/profiles/profileName.ts";
import { toProfile } from "../../core/profiles/toProfile.ts";
import type { FormRow, ProfileFormPage, ProfileFormState } from "../../protocol/profileForm.ts";
import type { Secrets } from "../platform/secrets.ts";
import type { ProfileChange } from "./profileEditor.ts";
import { followProfile, keepSecrets, readSecrets } from "./profileSecrets.ts";

export interface ProfileFormOptions {
  readonly origin: DraftOrigin;
  readonly path: string;
  /** The configuration file as it is now. */
  readonly text: () => Promise<string>;
  readonly storage: Pick<Secrets, "get" | "set" | "delete">;
  readonly change: (change: ProfileChange) => Promise<void>;
}

/** What stands behind the form of one profile: what a draft would change, and the saving of it. */
export class ProfileFormModel {
  readonly #options: ProfileFormOptions;
  /** The section as it was loaded: whoever changes it meanwhile must not be overwritten. */
  #base = "";
  #stored: ProfileSecrets = {};

  constructor(options: ProfileFormOptions) {
    this.#options = options;
  }

  /** Reads the section (anew), for a form that holds nothing else. @throws PwafError when the file cannot be read. */
  async load(): Promise<ProfileFormPage> {
    const { origin, path, storage } = this.#options;
    const text = await this.#options.text();
    this.#base = origin.kind === "new" ? "" : sectionText(text, origin.name);
    const profile = origin.kind === "edit" ? profileIn(text, origin.name) : undefined;
    this.#stored = profile ? await readSecrets(storage, profile) : {};
    const draft = draftOf(text, origin);
    const known = authFacts.map(({ type, label, help }) => ({ type, label, help }));
    const other = { type: "other", label: "As the file says", help: "A way to sign in that this extension lacks." };
    return { title: titleOf(origin), path, draft, authTypes: draft.authType === "other" ? [...known, other] : known };
  }

  /** What saving a draft would do, and what stands against it. @throws PwafError when the file cannot be read. */
  async check(draft: ProfileDraft, round: number): Promise<Omit<ProfileFormState, "error">> {
    const { origin } = this.#options;
    const text = await this.#options.text();
    const suggestedName = suggestName(text, origin, draft);
    const named = { ...draft, name: draft.name || suggestedName };
    const inFile = origin.kind === "edit" ? secretsOf(text, origin.name) : {};
    const secrets = [...Object.keys(inFile), ...Object.keys(this.#stored)];
    const fields = formFields(draft.authType, [
      ...Object.keys(draft.fields),
      ...Object.keys(draft.secrets),
      ...secrets,
    ]);
    const problems = draftProblems(named, takenNames(text, origin));
    const isComplete = Object.keys(problems).length === 0;
    const isStale = this.#isStale(text);
    const after = isComplete && !isStale ? applyDraft(text, origin, named, this.#stored) : text;
    const [masked = "", maskedAfter = ""] = maskSecrets(text, after);
    const toStore = secretsToStore(text, origin, draft);
    const place = (key: string) => (key in inFile ? "file" : key in this.#stored ? "storage" : "nowhere");
    return {
      round,
      rows: fields.map((field): FormRow => {
        const problem = problems[field.key];
        return {
          ...field,
          ...(problem === undefined ? {} : { problem }),
          ...(field.isSecret ? { secret: place(field.key) } : {}),
        };
      }),
      addable: addableFields(fields).map(({ key, label }) => ({ key, label, isSecret: isSecretKey(key) })),
      suggestedName,
      ...(problems["name"] === undefined ? {} : { nameProblem: problems["name"] }),
      diff: lineDiff(masked, maskedAfter),
      toStorage: fields.filter(({ key }) => key in toStore).map(({ label }) => label),
      canSave: isComplete && !isStale && (after !== text || Object.keys(toStore).length > 0),
      isStale,
    };
  }

  /**
   * Writes a draft.
   * @returns the name of the profile.
   * @throws PwafError `conflict` when another program changed the section meanwhile; nothing is written then.
   */
  async save(draft: ProfileDraft): Promise<string> {
    const { origin, storage } = this.#options;
    const text = await this.#options.text();
    const named = { ...draft, name: draft.name || suggestName(text, origin, draft) };
    const { name } = named;
    const [problem] = Object.values(draftProblems(named, takenNames(text, origin)));
    if (problem !== undefined) throw new PwafError("config", problem, { hint: "Correct it and save again." });
    const edit = (latest: string) => {
      if (!this.#isStale(latest)) return applyDraft(latest, origin, named, this.#stored);
      throw new PwafError("conflict", "Another program has changed this profile meanwhile, so nothing was saved.", {
        hint: "Load it anew, and make your change again.",
      });
    };
    const after = profileIn(edit(text), name);
    const before = origin.kind === "edit" ? profileIn(text, origin.name) : undefined;
    const followed = before && after ? await followProfile(storage, before, after) : [];
    // What is in the file need not be in storage too.
    const isMoved = draft.secretsInFile && before && after;
    const stale = isMoved ? [...keysOf(before, this.#stored), ...keysOf(after, this.#stored)] : [];
    const kept = after ? keepSecrets(after, secretsToStore(text, origin, draft)) : [];
    await this.#options.change({
      what: whatOf(origin, name),
      edit,
      storage: new Map([...followed, ...stale, ...kept]),
      ...(origin.kind === "edit" && origin.name !== name ? { follows: { from: origin.name, to: name } } : {}),
    });
    return name;
  }

  #isStale(text: string): boolean {
    const { origin } = this.#options;
    return origin.kind !== "new" && sectionText(text, origin.name) !== this.#base;
  }
}

function profileIn(text: string, name: string): Profile | undefined {
  const section = allSections(text).find((candidate) => candidate.name === name);
  const reading = section && toProfile(section);
  return reading?.kind === "profile" ? reading.profile : undefined;
}

function takenNames(text: string, origin: DraftOrigin): string[] {
  const names = allSections(text).map(({ name }) => name);
  return names.filter((name) => origin.kind !== "edit" || name !== origin.name);
}

/** An edited profile keeps its name; others take one from their host. */
function suggestName(text: string, origin: DraftOrigin, { fields }: ProfileDraft): string {
  if (origin.kind === "edit") return "";
  try {
    return suggestProfileName(parseHost(fields["host"] ?? "").host, takenNames(text, origin));
  } catch {
    return "";
  }
}

function keysOf(owner: Profile, secrets: ProfileSecrets): [string, undefined][] {
  return [...keepSecrets(owner, secrets).keys()].map((key) => [key, undefined]);
}

function titleOf(origin: DraftOrigin): string {
  switch (origin.kind) {
    case "new":
      return "Add profile";
    case "edit":
      return `Edit profile ${origin.name}`;
    case "copy":
      return `Duplicate profile ${origin.name}`;
  }
}

function whatOf(origin: DraftOrigin, name: string): string {
  if (origin.kind === "new") return `Added profile ${name}`;
  if (origin.kind === "copy") return `Duplicated profile ${origin.name} as ${name}`;
  return origin.name === name ? `Changed profile ${name}` : `Changed profile ${origin.name}, now ${name}`;
}
