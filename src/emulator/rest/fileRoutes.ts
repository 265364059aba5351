import { itemAt } from "../catalog/catalogView.ts";
import type { VolumeFile } from "../catalog/model.ts";
import type { CatalogStore } from "../catalog/store.ts";
import { ApiError, badRequest } from "./apiError.ts";
import { paged } from "./paging.ts";
import type { ApiAnswer, Router } from "./router.ts";

const pages = { size: "page_size", serverSize: 1000, largest: 1000, isUnlimitedByDefault: false } as const;

/** The read side of the Files API: folders and files of volumes, ranges included. */
export function addFiles(router: Router, store: CatalogStore): void {
  router.add("GET", "/api/2.0/fs/directories/:path*", async ({ path, query }) => {
    const { root, files, below } = volumeAt(store, path["path"] ?? "");
    const names = childrenOf(files, below);
    if (names.length === 0 && below !== "") throw missing("directory", path["path"]);
    const { items, next } = paged(names.length, (i) => itemAt(names, i), query, pages);
    const contents = await Promise.all(
      items.map(async ({ name, file }) => {
        const full = [root, below, name].filter((part) => part !== "").join("/");
        if (file === undefined) return { path: `${full}/`, name, is_directory: true };
        const { length } = await file.content();
        return { path: full, name, is_directory: false, file_size: length, last_modified: file.modifiedAt };
      }),
    );
    return { body: { contents, ...next } };
  });

  router.add("GET", "/api/2.0/fs/files/:path*", async ({ path, headers }) => {
    const { files, below } = volumeAt(store, path["path"] ?? "");
    const file = files.find((candidate) => candidate.path === below);
    if (file === undefined) throw missing("file", path["path"]);
    return answerRange(await file.content(), headers.range, file.modifiedAt);
  });
}

function volumeAt(store: CatalogStore, path: string): { root: string; files: readonly VolumeFile[]; below: string } {
  const [volumes, catalog = "", schema = "", name = "", ...rest] = path.split("/").filter((part) => part !== "");
  if (volumes !== "Volumes" || name === "") throw badRequest(`Not a path of a volume: /${path}`);
  const volume = store.schema(catalog, schema)?.volumes.find((candidate) => candidate.name === name.toLowerCase());
  if (volume === undefined) throw missing("volume", path);
  return { root: `/Volumes/${catalog}/${schema}/${name}`, files: volume.files ?? [], below: rest.join("/") };
}

interface Child {
  readonly name: string;
  /** Absent for a folder. */
  readonly file?: VolumeFile;
}

/** Files and folders directly below a folder, by name. */
function childrenOf(files: readonly VolumeFile[], folder: string): Child[] {
  const prefix = folder === "" ? "" : `${folder}/`;
  const children = new Map<string, Child>();
  for (const file of files) {
    if (!file.path.startsWith(prefix)) continue;
    const [name = "", ...deeper] = file.path.slice(prefix.length).split("/");
    children.set(name, deeper.length > 0 ? { name } : { name, file });
  }
  return [...children.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function answerRange(content: Buffer, range: string | undefined, modifiedAt: number): ApiAnswer {
  const headers = { "accept-ranges": "bytes", "last-modified": new Date(modifiedAt).toUTCString() };
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(range ?? "") ?? [];
  if (from === undefined) return { body: content, headers };
  if (Number(from) >= content.length) {
    return {
      body: Buffer.alloc(0),
      status: 416,
      headers: { ...headers, "content-range": `bytes */${content.length}` },
    };
  }
  const end = Math.min(to === undefined || to === "" ? Infinity : Number(to) + 1, content.length);
  const part = content.subarray(Number(from), end);
  return {
    body: part,
    status: 206,
    headers: { ...headers, "content-range": `bytes ${from}-${end - 1}/${content.length}` },
  };
}

function missing(what: string, path: string | undefined): ApiError {
  return new ApiError(404, "NOT_FOUND", `The ${what} being accessed is not found: /${path ?? ""}`);
}
