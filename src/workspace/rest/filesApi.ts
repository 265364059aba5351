import type { Caller } from "./call.ts";
import { fileEntry } from "./catalogReaders.ts";
import { pageOf, pageSize } from "./paging.ts";
import { pathSegment } from "./path.ts";
import { readList } from "./read.ts";
import type { ByteRange, FileEntry, FilePart, Page, PageRequest } from "./types.ts";

/** Files of volumes. Paths are absolute and plain: `/Volumes/<catalog>/<schema>/<volume>/…`. */
export interface FilesApi {
  /** One page of what a folder holds, folders included. The server sends at most 1000 entries at a time. */
  files(folder: string, page: PageRequest, signal?: AbortSignal): Promise<Page<FileEntry>>;
  /** A part of a file; less of it where the file ends before. */
  filePart(path: string, range: ByteRange, signal?: AbortSignal): Promise<FilePart>;
}

/** The Files API, `/api/2.0/fs`, after the Databricks SDK for Go, `service/files/impl.go`. */
export function filesApi({ get, filePart }: Pick<Caller, "get" | "filePart">): FilesApi {
  return {
    async files(folder, page, signal) {
      const answer = await get(`/api/2.0/fs/directories${encodedPath(folder)}`, pageSize(page), signal);
      return pageOf(answer, readList(answer, "contents", `files in ${folder}`, fileEntry));
    },
    filePart: (path, range, signal) => filePart(`/api/2.0/fs/files${encodedPath(path)}`, range, signal),
  };
}

function encodedPath(path: string): string {
  return path
    .split("/")
    .filter((segment) => segment !== "")
    .map((segment) => `/${pathSegment(segment)}`)
    .join("");
}
