import type * as vscode from "vscode";
import type { LintedFile } from "../services.ts";

/** What is known about a file: the report of one version of its text. */
export interface LintState extends LintedFile {
  /** By which the engine knows the file. */
  readonly path: string;
  readonly hasIdentity: boolean;
  /** The notebook that the text is a cell of. */
  readonly notebook?: vscode.NotebookDocument;
}
