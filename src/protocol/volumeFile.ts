import type { PaneState } from "./pane.ts";
import type { ResultColumn, RowPage } from "./rows.ts";

/** What is known of a file without looking inside. */
export interface FileFacts {
  /** `/Volumes/<catalog>/<schema>/<volume>/…` */
  readonly path: string;
  /** Bytes; absent when the workspace does not say. */
  readonly size?: number;
}

export type FileContents =
  | { readonly kind: "empty" }
  /** `what` says what it is: `PNG image`. */
  | { readonly kind: "binary"; readonly what: string }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "rows"; readonly columns: readonly ResultColumn[]; readonly page: RowPage };

export interface FilePreview extends FileFacts {
  readonly contents: FileContents;
  /** How much of the file this is, and what was done with it: `The first 256 kB of 3 MB.` */
  readonly note: string;
}

export interface VolumeFileProtocol {
  readonly toView: { readonly file: { readonly path: string; readonly state: PaneState<FilePreview> } };
  readonly toHost: {
    readonly ready: undefined;
    readonly reload: undefined;
    readonly cancel: undefined;
    readonly copy: { readonly text: string };
    readonly action: { readonly id: string };
  };
}
