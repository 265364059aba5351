import { randomUUID } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { access, constants, open, realpath, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { errorText, PwafError } from "../../../core/base/errors.ts";

/** Where an export ends, and where it grows until it is whole. */
export interface ExportPlaces {
  readonly target: string;
  /** In the same folder, since a file cannot be renamed across disks. */
  readonly partial: string;
}

/**
 * Looks at the place before a statement runs for it: a link is followed, an old file must be one that may be replaced.
 * @param file Absolute path.
 * @throws PwafError with reason `file`.
 */
export async function exportPlaces(file: string): Promise<ExportPlaces> {
  try {
    const target = await realpath(file).catch((error: unknown) => {
      if (errorCode(error) === "ENOENT") return file;
      throw error;
    });
    if (target === file && !(await exists(target))) await stat(dirname(target));
    else if ((await stat(target)).isDirectory()) throw Object.assign(new Error("is a folder"), { code: "EISDIR" });
    else await access(target, constants.W_OK);
    return { target, partial: join(dirname(target), `pwaf-export-${randomUUID()}.part`) };
  } catch (error) {
    throw fileError(error, file);
  }
}

/** A file that comes into being at once, when all of it is written. */
export class ExportFile {
  readonly #places: ExportPlaces;
  readonly #handle: FileHandle;
  #bytes = 0;

  private constructor(places: ExportPlaces, handle: FileHandle) {
    this.#places = places;
    this.#handle = handle;
  }

  static async open(places: ExportPlaces): Promise<ExportFile> {
    try {
      return new ExportFile(places, await open(places.partial, "w"));
    } catch (error) {
      throw fileError(error, places.target);
    }
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Appends; resolves when the system has taken all of it. */
  async write(data: Uint8Array): Promise<void> {
    try {
      await this.#handle.writeFile(data);
      this.#bytes += data.byteLength;
    } catch (error) {
      throw fileError(error, this.#places.target);
    }
  }

  /** Puts the file in its place, over an older one, whose permissions it takes. */
  async finish(): Promise<void> {
    const { target, partial } = this.#places;
    try {
      const old = await stat(target).catch(() => undefined);
      if (old) await this.#handle.chmod(old.mode);
      await this.#handle.sync();
      await this.#handle.close();
      await rename(partial, target);
    } catch (error) {
      throw fileError(error, target);
    }
  }

  /** Leaves no trace. */
  async discard(): Promise<void> {
    await this.#handle.close().catch(() => undefined);
    await rm(this.#places.partial, { force: true }).catch(() => undefined);
  }
}

async function exists(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  );
}

/** By code of the system: what happened, and what to do next. */
const explanations: Readonly<Record<string, readonly [what: string, hint: string]>> = {
  ENOENT: ["the folder does not exist", "Create it, or choose another."],
  ENOTDIR: ["the folder does not exist", "Create it, or choose another."],
  EISDIR: ["there is a folder of that name", "Choose another name."],
  EACCES: ["you have no permission", "Choose another folder, or change its permissions."],
  EPERM: ["the system does not allow it", "Close the file where it is open, or choose another folder."],
  EBUSY: ["another program has it open", "Close it there, or choose another name."],
  EROFS: ["the disk is read-only", "Choose another folder."],
  ENOSPC: ["the disk is full", "Free some space, or choose another disk."],
  EDQUOT: ["your quota on this disk is used up", "Free some space, or choose another disk."],
  EFBIG: ["the file system takes no larger file", "Choose another disk, or export fewer rows."],
  ENAMETOOLONG: ["the name is too long", "Choose a shorter one."],
};

function fileError(error: unknown, path: string): PwafError {
  if (error instanceof PwafError) return error;
  const [what, hint] = explanations[errorCode(error) ?? ""] ?? [errorText(error), "Choose another folder."];
  return new PwafError("file", `Could not write ${path}: ${what}.`, { hint, cause: error });
}

function errorCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}
