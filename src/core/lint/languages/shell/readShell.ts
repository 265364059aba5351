import type { Node } from "@vscode/tree-sitter-wasm";
import type { TextRange } from "../../../base/text.ts";
import { isDatabricksUrl, isLakebaseHost } from "../../connectors/databricksUrl.ts";
import { FrozenOptions } from "../../connectors/frozenOptions.ts";
import type { Unseen } from "../../connectors/unseenCalls.ts";
import { UnseenCalls } from "../../connectors/unseenCalls.ts";
import type { EnvironmentBlock } from "../../environment/block.ts";
import { callsFor } from "../../resolve/budget.ts";
import { describeUserAgent } from "../../resolve/userAgent.ts";
import type { TextValue, Value } from "../../resolve/value.ts";
import { oneOf, unknown } from "../../resolve/value.ts";
import type { AuthKind, Site, SiteOption, UserAgent } from "../../sites.ts";
import { parts } from "../source.ts";
import { readEnvironments } from "./environments.ts";
import { kindOf } from "./kinds.ts";
import type { Invocation, Tool } from "./tools.ts";
import { readInvocation, tools } from "./tools.ts";
import type { Frame, Word } from "./words.ts";
import { Script, found, functionAround, wordText } from "./words.ts";

export interface ShellFacts {
  readonly sites: readonly Site[];
  readonly unseen: Unseen | undefined;
  readonly environments: readonly EnvironmentBlock[];
}

/** Commands that run the command after them. */
const prefixes = new Set(["sudo", "exec", "time", "command", "nohup", "env", "timeout", "retry"]);

/** More calls of one function than these are not told apart. */
const callLimit = 12;

/**
 * Reads a shell script (or the scripts of a workflow or Dockerfile, see `embedded.ts`): calls of Databricks by curl, wget, HTTPie
 * and psql, and the variables it exports. Variables, arrays and functions of the script are followed.
 *
 * @param root the tree of the whole text; ranges in the result are offsets in that text
 */
export function readShell(root: Node): ShellFacts {
  const script = new Script(root);
  const sites: Site[] = [];
  const most = callsFor(root.endPosition.row + 1);
  const unseen = new UnseenCalls();
  for (const command of found(root, "command")) {
    if (sites.length >= most) {
      noteUnseen(command, unseen);
      continue;
    }
    const site = siteOf(script, command);
    if (site) sites.push(site);
  }
  return { sites, unseen: unseen.summary, environments: readEnvironments(script) };
}

/** By the first word alone: following variables is what costs. */
function noteUnseen(command: Node, unseen: UnseenCalls): void {
  const [name] = parts(command);
  if (name && Object.hasOwn(tools, name.text)) unseen.note({ start: name.startIndex, end: name.endIndex });
}

/** A command on one way to it: a function is read once for each of its calls. */
interface Way {
  readonly invocation: Invocation;
  readonly address: Word;
}

function siteOf(script: Script, command: Node): Site | undefined {
  const start = toolOf(script, command);
  if (!start) return undefined;
  const { tool, name, given, args } = start;
  const ways = framesOf(script, command).flatMap((frame): Way[] => {
    const words = [...given, ...args.flatMap((node) => script.expand(node, frame))];
    const invocation = readInvocation(tool, words);
    const address =
      tool.id === "psql" ? lakebaseAddress(invocation, script.root.text) : invocation.addresses.find(reachesDatabricks);
    return address ? [{ invocation, address }] : [];
  });
  const [first] = ways;
  if (!first) return undefined;
  const described = describe(script, command, tool, ways);
  const end = name.endIndex;
  const insert = described.status === "missing" && tool.insert !== "" ? tool.insert : undefined;
  return {
    connector: tool.id === "psql" ? "lakebase" : "rest",
    facts: tool.id === "psql" ? "lakebase/psql" : `rest/${tool.id}`,
    what: tool.id === "psql" ? "construct" : "request",
    range: rangeOf(name),
    userAgent: {
      ...described,
      ...(insert === undefined
        ? {}
        : { insert: (value: string) => [{ start: end, end, text: ` ${insert.replace("$", () => value)}` }] }),
    },
    auth: { kind: authOf(first.invocation) },
    options: optionsOf(first),
  };
}

interface Start {
  readonly tool: Tool;
  readonly name: Node;
  /** Arguments that a variable brings with the name of the program: `CURL="curl -sS"`. */
  readonly given: readonly Word[];
  readonly args: readonly Node[];
}

/** The program that a command runs, behind `sudo` and the like, and what it hands over. */
function toolOf(script: Script, command: Node): Start | undefined {
  const nodes = parts(command).filter((node) => kindOf(node) !== "variable_assignment" && !/redirect/.test(node.type));
  for (const [index, node] of nodes.entries()) {
    const inner = kindOf(node) === "command_name" ? parts(node)[0] : node;
    const [first, ...given] = inner && /^"?\$/.test(inner.text) ? script.expand(inner, undefined) : [];
    const name = (first ? wordText(first) : node.text).replace(/^.*\//, "");
    const tool = Object.hasOwn(tools, name) ? tools[name] : undefined;
    if (tool) return { tool, name: node, given, args: nodes.slice(index + 1) };
    const isPrefix = index === 0 ? prefixes.has(name) : /^(?:-|\d+[smh]?$|\w+=)/.test(name) || prefixes.has(name);
    if (!isPrefix) return undefined;
  }
  return undefined;
}

function framesOf(script: Script, command: Node): readonly (Frame | undefined)[] {
  const around = functionAround(command);
  if (!around) return [undefined];
  const calls = script.callsOf(around).slice(0, callLimit);
  if (calls.length === 0) return [{ function: around, args: undefined }];
  return calls.map((call) => ({
    function: around,
    args: parts(call)
      .slice(1)
      .filter((node) => kindOf(node) !== "variable_assignment")
      .flatMap((node) => script.expand(node, undefined)),
  }));
}

function reachesDatabricks(word: Word): boolean {
  const text = wordText(word);
  return !text.startsWith("/") && isDatabricksUrl(text);
}

/** Commands that ask Lakebase for the password of a connection. */
const credential = /\bgenerate-database-credential\b|\/api\/2\.0\/(?:postgres|database)\/credentials\b/;

const variable = /^\{[^{}]*\}$/;

/** A connection string or URL whose host is a variable. */
const variableHost = /(?:^|\s)host=\{|^postgres(?:ql)?:\/\/(?:(?:[^/@{}]|\{[^{}]*\})*@)?\{/;

/** A host that a variable holds is one of Lakebase where the script asks for its passwords. */
function lakebaseAddress({ addresses, options }: Invocation, text: string): Word | undefined {
  const host = options.get("host");
  const candidates = [...(host ? [host] : []), ...addresses, ...["dbname"].flatMap((name) => options.get(name) ?? [])];
  const named = candidates.find((word) => isLakebaseHost(wordText(word)));
  if (named || !credential.test(text)) return named;
  return candidates.find((word) => (word === host ? variable : variableHost).test(wordText(word)));
}

function describe(script: Script, command: Node, tool: Tool, ways: readonly Way[]): Omit<UserAgent, "insert"> {
  const values = ways.map((way) => userAgentOf(script, command, tool, way));
  const described = describeUserAgent(
    oneOf(values, "branch"),
    { root: script.root, pathOf: () => undefined },
    undefined,
  );
  const isMissing = values.some(({ kind }) => kind === "null") && described.status !== "set-invalid";
  return isMissing ? { ...described, status: "missing" } : described;
}

function userAgentOf(script: Script, command: Node, tool: Tool, { invocation, address }: Way): Value {
  if (tool.id === "psql") return applicationName(script, command, invocation, address);
  const entries = [...invocation.options];
  // A header wins over `-A` in curl and in wget.
  const header = entries.find(([name]) => name.toLowerCase() === "headers.user-agent")?.[1];
  const word = header ?? invocation.options.get("user-agent");
  if (word) return textOf(word);
  return invocation.open ? unknown : { kind: "null", node: undefined };
}

/** In the connection string, or in the environment of the command. */
function applicationName(script: Script, command: Node, invocation: Invocation, address: Word): Value {
  const value = connectionSetting(address, "application_name");
  if (value !== undefined && value !== "") return textOf({ ...address, parts: [decoded(value)] });
  const assigned = script.assignments("PGAPPNAME").at(-1)?.childForFieldName("value");
  const [word] = assigned ? script.expand(assigned, undefined) : [];
  if (word && wordText(word) !== "") return textOf(word);
  return invocation.open || mayHoldSettings(wordText(address)) ? unknown : { kind: "null", node: command };
}

/** Whether a variable in a connection string stands where further settings may, and not for one of them: `host={HOST}`, `//{HOST}/`. */
function mayHoldSettings(address: string): boolean {
  if (variable.test(address)) return false;
  return address
    .replace(/^.*?\{[^}]*\}@/, "")
    .replaceAll(/(?<=\w=|\/|^)\{[^{}]*\}/g, "")
    .includes("{");
}

/** What a connection string of libpq (`host=… name=value`) or a URL (`…?name=value`) says of one of its settings. */
function connectionSetting(address: Word, name: "application_name" | "sslmode"): string | undefined {
  const found = new RegExp(`(?:^|[\\s?&])${name}=(?:'([^']*)'|([^\\s&']*))`).exec(wordText(address));
  return found?.[1] ?? found?.[2];
}

function decoded(text: string): string {
  return text.replaceAll(/%2f/gi, "/");
}

/** As the analysis of other languages sees it: an unknown variable alone comes from the environment. */
function textOf({ parts: pieces, node }: Word): TextValue | Value {
  const [only] = pieces;
  if (pieces.length === 1 && typeof only !== "string") return { kind: "settings", node };
  const text = pieces.every((part) => typeof part === "string") ? pieces.join("") : undefined;
  const at = text === undefined || text === "" ? -1 : node.text.indexOf(text);
  const isOnce = text !== undefined && at >= 0 && !node.text.includes(text, at + 1);
  const start = node.startIndex + at;
  return {
    kind: "text",
    parts: pieces,
    node,
    plain: false,
    ...(isOnce ? { within: { start, end: start + text.length } } : {}),
  };
}

function optionsOf({ invocation, address }: Way): FrozenOptions {
  const options = new Map<string, SiteOption>([["url", optionOf("url", address)]]);
  for (const [name, word] of invocation.options) options.set(name, optionOf(name, word));
  const sslmode = connectionSetting(address, "sslmode");
  if (sslmode !== undefined) options.set("sslmode", { ...optionOf("sslmode", address), text: sslmode });
  return new FrozenOptions(options, { names: [...options.keys()], open: invocation.open, ignoreCase: true });
}

function optionOf(name: string, word: Word): SiteOption {
  const range = rangeOf(word.node);
  const hasHoles = word.parts.some((part) => typeof part !== "string");
  const isSetting = word.parts.length === 1 && hasHoles;
  return {
    name,
    kind: isSetting ? "settings" : "text",
    text: wordText(word),
    hasHoles,
    optional: false,
    range,
    value: range,
  };
}

function authOf({ options }: Invocation): AuthKind {
  const header = [...options].find(([name]) => name.toLowerCase() === "headers.authorization")?.[1];
  if (header && /^bearer dapi/i.test(wordText(header))) return "pat";
  const user = options.get("user");
  if (user && /^token:/i.test(wordText(user))) return "pat";
  return header || user || options.has("auth") || options.has("oauth2-bearer") ? "dynamic" : "unknown";
}

function rangeOf({ startIndex, endIndex }: Node): TextRange {
  return { start: startIndex, end: endIndex };
}
