import type { Node } from "jsonc-parser";
import { findNodeAtLocation, parseTree } from "jsonc-parser";
import { LineIndex } from "../base/text.ts";
import { isDatabricksVariable } from "../environment/isolate.ts";
import type { ConfigProblem } from "../identity/projectConfig.ts";
import { parseProjectConfig } from "../identity/projectConfig.ts";
import { connectorIds } from "../lint/sites.ts";
import type { ConformanceEntry } from "./entry.ts";
import { conformanceAuths, provableConnectors, unprovable } from "./entry.ts";

export interface ConformanceSettings {
  /** Those that can be run; one with an error in it is left out. */
  readonly entries: readonly ConformanceEntry[];
  /** What is wrong with the entries, and with the file as a whole. */
  readonly problems: readonly ConfigProblem[];
}

/** Reads `conformance` out of the text of `pwaf.json`. Never throws. */
export function parseConformance(text: string): ConformanceSettings {
  const { problems } = parseProjectConfig(text);
  const root = parseTree(text, [], { allowTrailingComma: true, disallowComments: false });
  const list = root?.type === "object" ? findNodeAtLocation(root, ["conformance"]) : undefined;
  if (!list) return { entries: [], problems };
  const reader = new EntryReader(new LineIndex(text));
  return { entries: reader.list(list), problems: [...problems, ...reader.problems] };
}

const keys = ["connector", "auth", "command", "name", "folder", "env", "timeout", "alone"];
/** In seconds; more is a mistake. */
const longestTimeout = 86_400;

class EntryReader {
  readonly problems: ConfigProblem[] = [];
  readonly #lines: LineIndex;
  readonly #ids = new Set<string>();

  constructor(lines: LineIndex) {
    this.#lines = lines;
  }

  list(node: Node): ConformanceEntry[] {
    if (node.type === "array") return (node.children ?? []).flatMap((child) => this.#entry(child) ?? []);
    this.#report(node, "`conformance` must be a list of entries.");
    return [];
  }

  #entry(node: Node): ConformanceEntry | undefined {
    if (node.type !== "object") {
      this.#report(node, 'An entry must be an object: {"connector": …, "auth": …, "command": […]}.');
      return undefined;
    }
    const known = this.problems.length;
    const parts = this.#parts(node);
    this.#checkKeys(node);
    if (!parts || this.problems.length > known) return undefined;
    const { connector, auth, name } = parts;
    const id = [connector, auth, ...(name === undefined ? [] : [name])].join("/");
    if (this.#ids.has(id)) {
      this.#report(node, `There are two entries \`${id}\`. Tell them apart by a \`name\`.`);
      return undefined;
    }
    this.#ids.add(id);
    const range = { start: node.offset, end: node.offset + node.length };
    return { id, ...parts, range, line: this.#lines.positionAt(node.offset).line + 1 };
  }

  #parts(node: Node): Omit<ConformanceEntry, "id" | "range" | "line"> | undefined {
    const connector = this.#connector(node);
    const auth = this.#choice(node, "auth", conformanceAuths);
    const command = this.#command(node);
    const name = this.#text(node, "name", /^[\w.-]+$/, "letters, digits, `.`, `_` and `-`");
    const folder = this.#folder(node);
    const env = this.#env(node);
    const timeoutSeconds = this.#timeout(node);
    const alone = this.#at(node, "alone");
    if (alone && alone.type !== "boolean") this.#report(alone, "`alone` must be true or false.");
    if (!connector || !auth || !command) return undefined;
    return {
      ...{ connector, auth, command, folder, env, alone: alone?.value === true },
      ...(name === undefined ? {} : { name }),
      ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
    };
  }

  #connector(node: Node) {
    const value: unknown = this.#at(node, "connector")?.value;
    const why = connectorIds.find((id) => id === value && unprovable[id] !== undefined);
    if (why === undefined) return this.#choice(node, "connector", provableConnectors);
    this.#report(this.#at(node, "connector") ?? node, `\`${why}\` cannot be tested here: ${unprovable[why] ?? ""}.`);
    return undefined;
  }

  #choice<T extends string>(node: Node, key: string, choices: readonly T[]): T | undefined {
    const given = this.#at(node, key);
    const choice = choices.find((one) => one === given?.value);
    if (choice === undefined)
      this.#report(
        given ?? node,
        `${given ? `\`${key}\`` : `An entry needs \`${key}\`. It`} must be one of ${choices.join(", ")}.`,
      );
    return choice;
  }

  #command(node: Node): ConformanceEntry["command"] | undefined {
    const given = this.#at(node, "command");
    const words = given?.type === "array" ? (given.children ?? []) : [];
    const texts = words.flatMap((word) => (word.type === "string" ? [String(word.value)] : []));
    const [program, ...args] = texts;
    if (program !== undefined && program !== "" && texts.length === words.length) return [program, ...args];
    const how = 'a list of the program and its arguments, such as ["python", "-m", "acme.check"]; no shell reads it';
    this.#report(given ?? node, given ? `\`command\` must be ${how}.` : `An entry needs \`command\`, ${how}.`);
    return undefined;
  }

  #text(node: Node, key: string, pattern: RegExp, alphabet: string): string | undefined {
    const given = this.#at(node, key);
    if (!given) return undefined;
    if (given.type === "string" && pattern.test(String(given.value))) return String(given.value);
    this.#report(given, `\`${key}\` must be a text of ${alphabet}.`);
    return undefined;
  }

  #folder(node: Node): string {
    const given = this.#at(node, "folder");
    if (!given) return ".";
    const path = given.type === "string" ? String(given.value).replaceAll("\\", "/") : "";
    const isBelow = path !== "" && !/^\/|^[A-Za-z]:/.test(path) && !path.split("/").includes("..");
    if (!isBelow)
      this.#report(given, "`folder` must be a folder below the one of pwaf.json, such as `services/loader`.");
    return path;
  }

  #env(node: Node): Record<string, string> {
    const given = this.#at(node, "env");
    const env: Record<string, string> = {};
    if (given && given.type !== "object") this.#report(given, "`env` must be an object of names and texts.");
    for (const property of given?.type === "object" ? (given.children ?? []) : []) {
      const [key, value] = property.children ?? [];
      const name = String(key?.value ?? "");
      if (value?.type !== "string") this.#report(value ?? property, `The variable \`${name}\` must be a text.`);
      else if (isDatabricksVariable(name))
        this.#report(
          property,
          `\`${name}\` cannot be set here: where to sign in, and how, comes from the profile alone.`,
        );
      else env[name] = String(value.value);
    }
    return env;
  }

  #timeout(node: Node): number | undefined {
    const given = this.#at(node, "timeout");
    if (!given) return undefined;
    const seconds: unknown = given.value;
    if (typeof seconds === "number" && seconds > 0 && seconds <= longestTimeout) return seconds;
    this.#report(given, `\`timeout\` must be a number of seconds from 1 to ${longestTimeout}.`);
    return undefined;
  }

  #checkKeys(node: Node): void {
    for (const { children: [key] = [] } of node.children ?? []) {
      if (key && !keys.includes(String(key.value)))
        this.#report(key, `\`${String(key.value)}\` is not a setting of an entry. Known are ${keys.join(", ")}.`);
    }
  }

  #at(node: Node, key: string): Node | undefined {
    return findNodeAtLocation(node, [key]);
  }

  #report(node: Node, message: string): void {
    this.problems.push({ start: node.offset, end: node.offset + node.length, message, severity: "error" });
  }
}
