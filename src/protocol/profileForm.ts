import type { ViewError } from "./messages.ts";

/** A way to sign in, for the list of them. */
export interface AuthOption {
  readonly type: string;
  readonly label: string;
  readonly help: string;
}

/** What the form holds. */
export interface FormDraft {
  readonly name: string;
  readonly authType: string;
  /** Fields that are no secrets; an empty one is taken out of the section. */
  readonly fields: Readonly<Record<string, string>>;
  /** Secrets that were typed. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Where the profile's secrets are to be: in the file, or in secret storage only. */
  readonly secretsInFile: boolean;
}

/** What the form begins with; sent again when the file is loaded anew. */
export interface ProfileFormPage {
  readonly title: string;
  /** Path of the configuration file. */
  readonly path: string;
  readonly authTypes: readonly AuthOption[];
  readonly draft: FormDraft;
}

/** One field, what is wrong with its value, and where its secret is now. */
export interface FormRow {
  readonly key: string;
  readonly label: string;
  /** One sentence; `code` in backticks. */
  readonly help: string;
  readonly warning?: string;
  readonly group: "workspace" | "signIn" | "other";
  readonly isSecret: boolean;
  readonly isRequired: boolean;
  readonly problem?: string;
  readonly secret?: "file" | "storage" | "nowhere";
}

/** A line of the change; `gap` stands for lines that are left out. */
export interface ChangedLine {
  readonly kind: "same" | "removed" | "added" | "gap";
  readonly text: string;
}

/** What the host thinks of a draft. */
export interface ProfileFormState {
  /** Number of the draft that this is about. */
  readonly round: number;
  readonly rows: readonly FormRow[];
  /** Fields that can be added. */
  readonly addable: readonly Pick<FormRow, "key" | "label" | "isSecret">[];
  /** The name that an empty field stands for. */
  readonly suggestedName: string;
  readonly nameProblem?: string;
  /** The change of the file, secrets masked; empty when nothing changes or the draft is not complete. */
  readonly diff: readonly ChangedLine[];
  /** Labels of secrets that saving puts into secret storage. */
  readonly toStorage: readonly string[];
  readonly canSave: boolean;
  /** True when another program has changed the section since it was loaded. */
  readonly isStale: boolean;
  /** Why the file cannot be read or cannot take the draft. */
  readonly error?: ViewError;
}

export interface ProfileFormProtocol {
  readonly toView: {
    readonly page: ProfileFormPage;
    readonly state: ProfileFormState;
  };
  readonly toHost: {
    readonly ready: undefined;
    readonly change: { readonly round: number; readonly draft: FormDraft };
    readonly save: { readonly draft: FormDraft; readonly thenTest: boolean };
    /** Loads the section anew and gives up what was typed. */
    readonly reload: undefined;
    readonly cancel: undefined;
    readonly openFile: undefined;
  };
}
