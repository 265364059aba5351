import type { ByteRange, FilePart } from "./types.ts";

/** One request of a workspace client, made by what all API families share. Paths are encoded, query values are not. */
export interface Caller {
  readonly get: (path: string, query: Query, signal: AbortSignal | undefined) => Promise<unknown>;
  readonly post: (path: string, payload: object | undefined, signal: AbortSignal | undefined) => Promise<unknown>;
  readonly filePart: (path: string, range: ByteRange, signal: AbortSignal | undefined) => Promise<FilePart>;
}

export type Query = Record<string, string | number | boolean>;
