import { dirname, join, relative, isAbsolute } from "node:path";
import * as vscode from "vscode";
import { Disposable } from "../../core/base/disposable.ts";
import { Emitter } from "../../core/base/emitter.ts";
import type { Identity } from "../../core/identity/identity.ts";
import type { ProjectConfig } from "../../core/identity/projectConfig.ts";
import { emptyProjectConfig, identityOf, parseProjectConfig } from "../../core/identity/projectConfig.ts";
import { versionFiles, versionFrom } from "../../core/identity/versionSource.ts";
import { PwafError } from "../../core/base/errors.ts";
import type { Identities, IdentityQuestion, ProjectSettings } from "../services.ts";
import { askIdentity } from "./askIdentity.ts";
import { writeIdentity } from "./identityText.ts";

const fileName = "pwaf.json";

/** Reads `pwaf.json` of the nearest folder upwards, within the workspace; forgets what it read when such a file changes. */
export class IdentityStore extends Disposable implements Identities {
  readonly #changed = this.own(new Emitter<void>());
  readonly onDidChange = this.#changed.event;
  /** Folder → its settings, or undefined where there is no `pwaf.json` up to the workspace folder. */
  readonly #cache = new Map<string, Promise<ProjectSettings | undefined>>();

  constructor() {
    super();
    const watcher = this.own(vscode.workspace.createFileSystemWatcher(`**/{${[fileName, ...versionFiles].join(",")}}`));
    const forget = () => {
      this.#cache.clear();
      this.#changed.fire();
    };
    this.own(watcher.onDidCreate(forget));
    this.own(watcher.onDidChange(forget));
    this.own(watcher.onDidDelete(forget));
  }

  async of(uri: vscode.Uri): Promise<Identity | undefined> {
    return (await this.settingsFor(uri)).identity;
  }

  async settingsFor(uri: vscode.Uri): Promise<ProjectSettings> {
    const root = vscode.workspace.getWorkspaceFolder(uri)?.uri ?? vscode.workspace.workspaceFolders?.[0]?.uri;
    if (!root) return none;
    const folder = uri.scheme === root.scheme ? dirname(uri.path) : root.path;
    return (await this.#nearest(root, isWithin(root.path, folder) ? folder : root.path)) ?? none;
  }

  async ask(uri: vscode.Uri | undefined, question?: IdentityQuestion): Promise<Identity | undefined> {
    const folder = (uri && vscode.workspace.getWorkspaceFolder(uri)) ?? vscode.workspace.workspaceFolders?.[0];
    const known = folder && (await this.of(uri ?? vscode.Uri.joinPath(folder.uri, fileName)));
    return known ?? (await this.edit(folder?.uri, question));
  }

  /** Asks for the identity, beginning with what is known, and writes `pwaf.json`. Undefined when the user backs out. */
  async edit(root: vscode.Uri | undefined, question?: IdentityQuestion): Promise<Identity | undefined> {
    if (!root) {
      throw new PwafError("config", "There is no folder to keep the product's identity in.", {
        hint: `Open the folder of your project; the identity goes into its ${fileName}.`,
      });
    }
    const file = vscode.Uri.joinPath(root, fileName);
    const text = (await readText(file)) ?? "";
    const { config } = parseProjectConfig(text);
    const manifest = await findManifest(root);
    // A company that is known already is not mixed with another one's product.
    const proposed = config.isv === undefined && config.product === undefined ? question?.proposed : undefined;
    const answer = await askIdentity({
      reason: question?.reason,
      isv: config.isv ?? proposed?.isv,
      product: config.product ?? proposed?.product,
      version: (await readVersion(root, config, manifest)) ?? proposed?.version,
      manifest: manifest?.name,
      manifestVersion: manifest?.version,
    });
    if (!answer) return undefined;
    await vscode.workspace.fs.writeFile(
      file,
      new TextEncoder().encode(writeIdentity(text, answer.identity, answer.versionFrom)),
    );
    this.#cache.clear();
    this.#changed.fire();
    return answer.identity;
  }

  #nearest(root: vscode.Uri, folder: string): Promise<ProjectSettings | undefined> {
    const cached = this.#cache.get(folder);
    if (cached) return cached;
    const found = (async () => {
      const here = root.with({ path: folder });
      const text = await readText(vscode.Uri.joinPath(here, fileName));
      if (text !== undefined) {
        const { config } = parseProjectConfig(text);
        const identity = identityOf(config, await readVersion(here, config, undefined));
        return { config, folder: here, ...(identity ? { identity } : {}) };
      }
      return folder === root.path ? undefined : await this.#nearest(root, dirname(folder));
    })();
    this.#cache.set(folder, found);
    return found;
  }
}

const none: ProjectSettings = { config: emptyProjectConfig };

interface Manifest {
  readonly name: string;
  readonly version: string;
}

async function findManifest(folder: vscode.Uri): Promise<Manifest | undefined> {
  for (const name of versionFiles) {
    const answer = await versionFrom(name, (path) => readWithin(folder, path));
    if ("version" in answer) return { name, version: answer.version };
  }
  return undefined;
}

async function readVersion(
  folder: vscode.Uri,
  config: ProjectConfig,
  fallback: Manifest | undefined,
): Promise<string | undefined> {
  if (config.version === undefined) return fallback?.version;
  if (typeof config.version === "string") return config.version;
  const answer = await versionFrom(config.version.from, (path) => readWithin(folder, path));
  return "version" in answer ? answer.version : undefined;
}

/** A project file must not make us read outside its own folder. */
async function readWithin(folder: vscode.Uri, path: string): Promise<string | undefined> {
  const full = join(folder.path, path);
  return isWithin(folder.path, full) ? await readText(folder.with({ path: full })) : undefined;
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === "" || (!way.startsWith("..") && !isAbsolute(way));
}

/** The text of a file; undefined when it does not exist. */
async function readText(uri: vscode.Uri): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === "FileNotFound") return undefined;
    throw error;
  }
}
