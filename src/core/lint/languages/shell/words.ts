import type { Node } from "@vscode/tree-sitter-wasm";
import type { Hole } from "../../resolve/value.ts";
import { oncePerNode } from "../remembered.ts";
import { ancestor, descendants, field, grouped, parts } from "../source.ts";
import { kindOf } from "./kinds.ts";
import type { Kind } from "./kinds.ts";

const functionKinds = new Set<string>(["function_definition"] satisfies Kind[]);

/** One argument of a command, with the variables in it replaced as far as they are known. */
export interface Word {
  readonly parts: readonly (string | Hole)[];
  /** Where its text is written: the argument, or the value of the variable that it stands for. */
  readonly node: Node;
  /** It may hold several words, or none: an unknown variable without quotes, `"$@"`. */
  readonly open: boolean;
}

/** The call of a function whose body is being read. */
export interface Frame {
  readonly function: Node;
  /** `$1`, `$2`, …; undefined when the script shows no call. */
  readonly args: readonly Word[] | undefined;
}

/** More steps from variable to variable than this are a loop. */
const depthLimit = 12;

/** The variables and functions of one script. Its code is taken to run from top to bottom, once. */
export class Script {
  readonly root: Node;
  readonly #assignments = new Map<string, Node[]>();
  /** Names that the script changes in a way that is not followed: `read`, `for`, `+=` on a text. */
  readonly #opaque = new Set<string>();
  readonly #functions = new Map<string, Node>();
  #depth = 0;

  constructor(root: Node) {
    this.root = root;
    for (const node of found(root, "variable_assignment")) {
      const name = field(node, "name");
      if (!name) continue;
      const list = this.#assignments.get(name.text);
      if (list) list.push(node);
      else this.#assignments.set(name.text, [node]);
    }
    for (const node of found(root, "for_statement")) this.#opaque.add(field(node, "variable")?.text ?? "");
    for (const node of found(root, "function_definition")) this.#functions.set(field(node, "name")?.text ?? "", node);
    for (const node of found(root, "command")) {
      if (/^(?:read|mapfile|readarray|getopts|source|\.)$/.test(commandName(node)))
        for (const argument of parts(node).slice(1)) this.#opaque.add(argument.text);
    }
  }

  assignments(name: string): readonly Node[] {
    return this.#assignments.get(name) ?? [];
  }

  /** Every call of a function by its name. */
  callsOf(functionNode: Node): readonly Node[] {
    const name = field(functionNode, "name")?.text;
    if (name === undefined || this.#functions.get(name)?.id !== functionNode.id) return [];
    return commandsByName(this.root).get(name) ?? [];
  }

  /** The words that one argument becomes. */
  expand(node: Node, frame: Frame | undefined): readonly Word[] {
    const several = this.#severalWords(node, frame);
    if (several) return several;
    const read = this.#parts(node, frame);
    const isBare =
      kindOf(node) === "simple_expansion" || kindOf(node) === "expansion" || kindOf(node) === "command_substitution";
    const [only] = read;
    if (isBare && read.length === 1 && typeof only === "string" && /\s/.test(only.trim()))
      return split(only).map((text) => ({ parts: [text], node, open: false }));
    return [
      { parts: read, node: this.#literal(node, frame), open: isBare && read.length === 1 && typeof only !== "string" },
    ];
  }

  /** `"$@"`, `"${headers[@]}"` and the like. */
  #severalWords(node: Node, frame: Frame | undefined): readonly Word[] | undefined {
    const inner = kindOf(node) === "string" && parts(node).length === 1 ? parts(node)[0] : node;
    const text = inner?.text ?? "";
    if (!inner || (inner !== node && node.text !== `"${text}"`)) return undefined;
    const unknown: Word = { parts: [{ source: text }], node, open: true };
    const slice = /^\$(?:@|\*|\{[@*](?::(\d+))?\})$/.exec(text);
    if (slice)
      return frame?.args?.slice(Math.max(Number(slice[1] ?? 1) - 1, 0) + this.#shifts(node, frame)) ?? [unknown];
    const name = /^\$\{(\w+)\[[@*]\]/.exec(text)?.[1];
    if (name === undefined) return undefined;
    const assigned = this.assignments(name);
    const arrays = assigned.map((item) => field(item, "value")).filter((value) => value !== undefined);
    if (arrays.length === 0 || this.#opaque.has(name) || arrays.some((value) => kindOf(value) !== "array"))
      return [unknown];
    return (
      this.#within(() => arrays.flatMap((value) => parts(value).flatMap((item) => this.expand(item, frame)))) ?? [
        unknown,
      ]
    );
  }

  #parts(node: Node, frame: Frame | undefined): (string | Hole)[] {
    switch (kindOf(node)) {
      case "raw_string":
        return [node.text.slice(1, -1)];
      case "ansi_c_string":
        return [node.text.slice(2, -1)];
      case "string":
      case "translated_string":
        return this.#pieces(node, node.text.indexOf('"') + 1, 1, frame);
      case "concatenation":
        return merged(parts(node).flatMap((part) => this.#parts(part, frame)));
      case "simple_expansion":
      case "expansion":
        return this.#variable(node, frame);
      case "command_substitution":
      case "process_substitution":
      case "arithmetic_expansion":
        return [{ source: node.text }];
      default:
        return parts(node).length > 0 ? this.#pieces(node, 0, 0, frame) : [unescaped(node.text)];
    }
  }

  /** The text between the expansions in a node, and what these give. */
  #pieces(node: Node, open: number, close: number, frame: Frame | undefined): (string | Hole)[] {
    const read: (string | Hole)[] = [];
    let at = node.startIndex + open;
    const literal = (to: number) => read.push(unescaped(node.text.slice(at - node.startIndex, to - node.startIndex)));
    for (const part of parts(node)) {
      if (kindOf(part) === "string_content") continue;
      literal(part.startIndex);
      read.push(...this.#parts(part, frame));
      at = part.endIndex;
    }
    literal(node.endIndex - close);
    return merged(read);
  }

  #variable(node: Node, frame: Frame | undefined): (string | Hole)[] {
    const name = /^\$\{?[!#]?(\w+)/.exec(node.text)?.[1];
    // `${x%/}` and `${x#https://}` cut a little off, which changes nothing that is asked here.
    const plain = /^\$\{?\w+\}?$|^\$\{\w+(?:%%?|##?)[^}]*\}$/.test(node.text);
    const hole = [{ source: name ?? node.text }];
    if (name === undefined) return hole;
    const fallback = /^\$\{\w+:?[-=]/.test(node.text) ? parts(node).at(-1) : undefined;
    if (!plain && !fallback) return hole;
    const value = this.#valueOf(name, frame);
    const inner = value ?? fallback;
    if (!inner || kindOf(inner) === "variable_name") return this.#argument(node, name, frame) ?? hole;
    const read = this.#within(() => this.#parts(inner, frame));
    return read === undefined || read.length === 0 || (!value && read[0] === "") ? hole : read;
  }

  #argument(node: Node, name: string, frame: Frame | undefined): (string | Hole)[] | undefined {
    if (!frame || !/^\d+$/.test(name)) return undefined;
    const word = frame.args?.[Number(name) - 1 + this.#shifts(node, frame)];
    return word && [...word.parts];
  }

  /** How often the arguments of a function have been shifted before a place in it. */
  #shifts(node: Node, frame: Frame): number {
    return (commandsByName(frame.function).get("shift") ?? [])
      .filter((command) => command.startIndex < node.startIndex)
      .reduce((sum, command) => sum + Number(parts(command)[1]?.text ?? 1), 0);
  }

  /** The one value that a script gives a variable: within the function first. */
  #valueOf(name: string, frame: Frame | undefined): Node | undefined {
    if (this.#opaque.has(name)) return undefined;
    const all = this.assignments(name);
    const inFunction = frame ? all.filter((node) => functionAround(node)?.id === frame.function.id) : [];
    const candidates =
      inFunction.length > 0 ? inFunction : all.filter((node) => !functionAround(node) || !isLocal(node));
    const [only] = candidates;
    const isCommandsOwn = only?.parent?.type === "command";
    return only && candidates.length === 1 && !isCommandsOwn && !only.text.includes("+=")
      ? field(only, "value")
      : undefined;
  }

  /** The literal that a word consists of, also through one variable. */
  #literal(node: Node, frame: Frame | undefined): Node {
    const inner = kindOf(node) === "string" && parts(node).length === 1 ? parts(node)[0] : node;
    const name = inner && /^(?:"?)\$\{?(\w+)\}?(?:"?)$/.exec(node.text)?.[1];
    return (name === undefined ? undefined : this.#valueOf(name, frame)) ?? node;
  }

  #within<T>(run: () => T): T | undefined {
    if (this.#depth >= depthLimit) return undefined;
    this.#depth++;
    const result = run();
    this.#depth--;
    return result;
  }
}

export function found(root: Node, kind: Kind): readonly Node[] {
  return descendants(root, kind);
}

export const commandName = oncePerNode((command) => field(command, "name")?.text ?? "");

const commandsByName = oncePerNode((root) => grouped(found(root, "command"), commandName));

export function functionAround(node: Node): Node | undefined {
  return ancestor(node, functionKinds);
}

/** The text with its holes shown as `{source}`. */
export function wordText({ parts: pieces }: Word): string {
  return pieces.map((part) => (typeof part === "string" ? part : `{${part.source}}`)).join("");
}

function isLocal(assignment: Node): boolean {
  return /^(?:local|declare|typeset)\b/.test(assignment.parent?.text ?? "");
}

function unescaped(text: string): string {
  return text.replaceAll(/\\\r?\n/g, "").replaceAll(/\\(.)/g, "$1");
}

function split(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}

function merged(pieces: readonly (string | Hole)[]): (string | Hole)[] {
  const result: (string | Hole)[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (piece === "") continue;
    if (typeof piece === "string" && typeof last === "string") result[result.length - 1] = last + piece;
    else result.push(piece);
  }
  return result.length > 0 ? result : [""];
}
