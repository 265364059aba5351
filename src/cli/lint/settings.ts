import { statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { errorText, PwafError } from "../../core/base/errors.ts";
import { LineIndex } from "../../core/base/text.ts";
import type { Identity } from "../../core/identity/identity.ts";
import { ignoredPaths } from "../../core/identity/ignoredPaths.ts";
import type { RuleSetting } from "../../core/identity/projectConfig.ts";
import type { VersionSource } from "../../core/identity/projectConfig.ts";
import { identityOf, parseProjectConfig } from "../../core/identity/projectConfig.ts";
import { versionFrom } from "../../core/identity/versionSource.ts";
import { rules } from "../../core/lint/registry.ts";
import { ruleHint } from "./ruleHint.ts";
import { isCode, isWithin, shownPath } from "./paths.ts";

/** What the nearest `pwaf.json` says. */
export interface ProjectSettings {
  /** The folder of `pwaf.json`; undefined where there is none. */
  readonly folder: string | undefined;
  readonly identity: Identity | undefined;
  readonly rules: Readonly<Record<string, RuleSetting>>;
  ignores(path: string): boolean;
}

const noSettings: ProjectSettings = { folder: undefined, identity: undefined, rules: {}, ignores: () => false };

/** Finds and reads `pwaf.json` for files; every folder is looked at once. */
export class SettingsStore {
  readonly #cwd: string;
  readonly #warn: (message: string) => void;
  readonly #fixed: Promise<ProjectSettings> | undefined;
  readonly #folders = new Map<string, Promise<ProjectSettings>>();

  /** @param config a `pwaf.json` that counts for all files, whatever stands above them */
  constructor(cwd: string, config: string | undefined, warn: (message: string) => void) {
    this.#cwd = cwd;
    this.#warn = warn;
    this.#fixed = config === undefined ? undefined : this.#readGiven(resolve(cwd, config), config);
    // Told when a file asks for it; until then nobody waits.
    this.#fixed?.catch(() => undefined);
  }

  /** @throws PwafError `config` when the file that counts is wrong. */
  of(path: string): Promise<ProjectSettings> {
    return this.#fixed ?? this.#ofFolder(dirname(path));
  }

  #ofFolder(folder: string): Promise<ProjectSettings> {
    let settings = this.#folders.get(folder);
    if (!settings) {
      settings = this.#find(folder);
      this.#folders.set(folder, settings);
    }
    return settings;
  }

  async #find(folder: string): Promise<ProjectSettings> {
    const own = await this.#read(join(folder, "pwaf.json"));
    if (own) return own;
    return dirname(folder) === folder ? noSettings : await this.#ofFolder(dirname(folder));
  }

  async #readGiven(file: string, asGiven: string): Promise<ProjectSettings> {
    const settings = await this.#read(file);
    if (settings) return settings;
    throw new PwafError("config", `There is no such file: ${asGiven}`, {
      hint: "--config wants the path of a pwaf.json.",
    });
  }

  async #read(file: string): Promise<ProjectSettings | undefined> {
    let text: string;
    try {
      // Most folders have none, which is told much faster than by a failure.
      if (statSync(file, { throwIfNoEntry: false }) === undefined) return undefined;
      text = await readFile(file, "utf8");
    } catch (cause) {
      if (isCode(cause, "ENOENT") || isCode(cause, "ENOTDIR")) return undefined;
      throw new PwafError("config", `Could not read ${shownPath(file, this.#cwd)}: ${errorText(cause)}`, { cause });
    }
    const { config, problems } = parseProjectConfig(text.replace(/^\ufeff/, ""), ruleProblem);
    const lines = new LineIndex(text);
    const messages = problems.map(({ message, start, severity }) => {
      const { line, character } = lines.positionAt(start);
      return { severity, text: `${shownPath(file, this.#cwd)}:${line + 1}:${character + 1}: ${message}` };
    });
    for (const message of messages) if (message.severity === "warning") this.#warn(message.text);
    const errors = messages.filter((message) => message.severity === "error");
    if (errors.length > 0) throw new PwafError("config", errors.map((message) => message.text).join("\n"));
    const folder = dirname(file);
    const isIgnored = ignoredPaths(config.ignore);
    return {
      folder,
      identity: identityOf(config, await this.#version(file, config.version)),
      rules: config.rules,
      ignores: (path) => isIgnored(relative(folder, path).replaceAll(sep, "/")),
    };
  }

  async #version(file: string, version: string | VersionSource | undefined): Promise<string | undefined> {
    if (version === undefined || typeof version === "string") return version;
    const folder = dirname(file);
    const answer = await versionFrom(version.from.replaceAll(sep, "/"), async (path) => {
      const full = resolve(folder, path);
      // A project file must not make us read outside its own folder.
      return isWithin(folder, full) ? await readFile(full, "utf8").catch(() => undefined) : undefined;
    });
    if ("version" in answer) return answer.version;
    throw new PwafError(
      "config",
      `${shownPath(file, this.#cwd)} takes the version from ${version.from}, but ${answer.problem}.`,
      { hint: 'Write the version itself (`"version": "1.2.0"`), or name a file that states it.' },
    );
  }
}

function ruleProblem(id: string): string | undefined {
  return rules.some((rule) => rule.id === id) ? undefined : `There is no rule "${id}". ${ruleHint(id)}`;
}
