import { statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { errorText, PwafError } from "../../core/base/errors.ts";
import { LineIndex } from "../../core/base/text.ts";
import type { Identity } from "../../core/identity/identity.ts";
import { ignoredPaths } from "../../core/identity/ignoredPaths.ts";
import type { RuleSetting } from "../../core/identity/projectConfig.ts";
import { identityOf, parseProjectConfig, versionInManifest } from "../../core/identity/projectConfig.ts";
import { rules } from "../../core/lint/registry.ts";
import { isCode, shownPath } from "./candidates.ts";

/** What the nearest `pwaf.json` says. */
export interface Project {
  readonly identity: Identity | undefined;
  readonly rules: Readonly<Record<string, RuleSetting>>;
  ignores(path: string): boolean;
}

const noProject: Project = { identity: undefined, rules: {}, ignores: () => false };

/** Finds and reads `pwaf.json` for files; every folder is looked at once. */
export class Projects {
  readonly #cwd: string;
  readonly #warn: (message: string) => void;
  readonly #fixed: Promise<Project> | undefined;
  readonly #folders = new Map<string, Promise<Project>>();

  /** @param config a `pwaf.json` that counts for all files, whatever stands above them */
  constructor(cwd: string, config: string | undefined, warn: (message: string) => void) {
    this.#cwd = cwd;
    this.#warn = warn;
    this.#fixed = config === undefined ? undefined : this.#readGiven(resolve(cwd, config), config);
    this.#fixed?.catch(() => undefined);
  }

  /** @throws PwafError `config` when the file that counts is wrong. */
  of(path: string): Promise<Project> {
    return this.#fixed ?? this.#ofFolder(dirname(path));
  }

  #ofFolder(folder: string): Promise<Project> {
    let project = this.#folders.get(folder);
    if (!project) {
      project = this.#find(folder);
      this.#folders.set(folder, project);
    }
    return project;
  }

  async #find(folder: string): Promise<Project> {
    const own = await this.#read(join(folder, "pwaf.json"));
    if (own) return own;
    return dirname(folder) === folder ? noProject : await this.#ofFolder(dirname(folder));
  }

  async #readGiven(file: string, asGiven: string): Promise<Project> {
    const project = await this.#read(file);
    if (project) return project;
    throw new PwafError("config", `There is no such file: ${asGiven}`, {
      hint: "--config wants the path of a pwaf.json.",
    });
  }

  async #read(file: string): Promise<Project | undefined> {
    let text: string;
    try {
      // Most folders have none, which is told much faster than by a failure.
      if (statSync(file, { throwIfNoEntry: false }) === undefined) return undefined;
      text = await readFile(file, "utf8");
    } catch (cause) {
      if (isCode(cause, "ENOENT") || isCode(cause, "ENOTDIR")) return undefined;
      throw new PwafError("config", `Could not read ${shownPath(file, this.#cwd)}: ${errorText(cause)}`, { cause });
    }
    const { config, problems } = parseProjectConfig(text.replace(/^\ufeff/, ""));
    const lines = new LineIndex(text);
    const messages = problems.map(({ message, start, severity }) => {
      const { line, character } = lines.positionAt(start);
      return { severity, text: `${shownPath(file, this.#cwd)}:${line + 1}:${character + 1}: ${message}` };
    });
    const unknownRules = Object.keys(config.rules).filter((id) => !rules.some((rule) => rule.id === id));
    for (const id of unknownRules) this.#warn(`${shownPath(file, this.#cwd)}: There is no rule "${id}".`);
    for (const message of messages) if (message.severity === "warning") this.#warn(message.text);
    const errors = messages.filter((message) => message.severity === "error");
    if (errors.length > 0) throw new PwafError("config", errors.map((message) => message.text).join("\n"));
    const folder = dirname(file);
    const isIgnored = ignoredPaths(config.ignore);
    return {
      identity: identityOf(config, await this.#version(folder, config.version)),
      rules: config.rules,
      ignores: (path) => isIgnored(relative(folder, path).replaceAll(sep, "/")),
    };
  }

  async #version(folder: string, version: string | { readonly from: string } | undefined): Promise<string | undefined> {
    if (version === undefined || typeof version === "string") return version;
    const file = resolve(folder, version.from);
    // A project file must not make us read outside its own folder.
    const text = relative(folder, file).startsWith("..")
      ? undefined
      : await readFile(file, "utf8").catch(() => undefined);
    const found = text === undefined ? undefined : versionInManifest(version.from, text);
    if (found === undefined) this.#warn(`pwaf.json takes the version from ${version.from}, which states none.`);
    return found;
  }
}
