import type { TextEdit } from "../base/text.ts";
import type { ConformanceEntry } from "../conformance/entry.ts";
import type { Field } from "../formKit/fields.ts";
import type { ConnectorId } from "../lint/sites.ts";

/** A file that is to be written. */
export interface NewFile {
  /** Relative to the project's folder, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** What it is for, in a few words: the preview and the README say so. */
  readonly purpose: string;
  /** The connector runs without it. */
  readonly isOptional?: true;
}

/** What one language's part makes of a snippet. */
export interface LanguagePart {
  readonly files: readonly NewFile[];
  /** Which of them is the snippet: the same text, and the same connector is there. */
  readonly connection: string;
  /** The command that says whether it works; what conformance runs. */
  readonly check: Pick<ConformanceEntry, "command" | "alone"> & { readonly folder?: string };
  /** What runs the tests; undefined where none are written. */
  readonly test?: string;
  /** What changes in a file that is there. */
  readonly change?: {
    readonly path: string;
    readonly purpose: string;
    readonly isOptional?: true;
    /** Where the file has this, the change is made already. */
    readonly mark: string;
    readonly edits: (text: string) => readonly TextEdit[];
  };
  /** What the user should know. */
  readonly notes?: readonly string[];
}

/** What all languages' parts start from. */
export interface Piece {
  readonly connector: ConnectorId;
  /** Words in lower case that tell it from a connector that the project has; none for the first one. */
  readonly variant: readonly string[];
  /** The proved program, with `$` of snippet syntax taken out. */
  readonly program: string;
  /** `<isv>_<product>/<version>` */
  readonly userAgent: string;
  /** What the program reads from its environment. */
  readonly fields: readonly Field[];
  /** The file that names these variables. */
  readonly example: string;
}

/** Names of the variables that must be set. */
export function requiredVariables({ fields }: Pick<Piece, "fields">): readonly string[] {
  return fields.filter(({ isOptional }) => !isOptional).map(({ variable }) => variable);
}

/** Joins folders and a name, without empty parts. */
export function pathOf(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("/");
}

/** Lines with two blanks, four, … in front; empty lines stay empty. */
export function indented(text: string, indent: string): string {
  return text.replace(/^(?=[^\n])/gm, indent);
}
