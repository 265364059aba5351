import type { Node } from "jsonc-parser";
import { findNodeAtLocation, parseTree } from "jsonc-parser";
import type { AuthKind, ConnectorId } from "../lint/sites.ts";
import { parseConformance } from "./entries.ts";
import type { ConformanceAuth, ConformanceEntry } from "./entry.ts";
import { conformanceAuths, provableConnectors } from "./entry.ts";

/** A place where a client is made, as far as a proposal needs it. */
export interface FoundSite {
  readonly connector: ConnectorId;
  readonly auth: AuthKind;
  /** Path of the file relative to the folder of `pwaf.json`, with forward slashes. */
  readonly path: string;
}

/** An entry to be written. */
export type ProposedEntry = Pick<ConformanceEntry, "connector" | "auth" | "command" | "alone"> &
  Partial<Pick<ConformanceEntry, "folder">>;

/** Kinds of sign-in that code of a kind can have; where it does not say, the two that products ship with. */
function authsOf(kind: AuthKind): readonly ConformanceAuth[] {
  return conformanceAuths.find((auth) => auth === kind) === undefined ? ["m2m", "u2m"] : [kind as ConformanceAuth];
}

/**
 * Entries for the clients that were found, each connector and kind of sign-in once, without those that `pwaf.json` has.
 * The command runs the file of the client; who knows a better one, such as a smoke test, puts it there.
 */
export function proposeEntries(sites: readonly FoundSite[], config: string): ProposedEntry[] {
  const known = new Set(parseConformance(config).entries.map(({ connector, auth }) => `${connector}/${auth}`));
  const entries: ProposedEntry[] = [];
  for (const { connector, auth: kind, path } of sites) {
    if (!provableConnectors.includes(connector)) continue;
    for (const auth of authsOf(kind)) {
      if (known.has(`${connector}/${auth}`)) continue;
      known.add(`${connector}/${auth}`);
      entries.push({ connector, auth, ...commandFor(path) });
    }
  }
  const order = provableConnectors;
  return entries.sort((a, b) => order.indexOf(a.connector) - order.indexOf(b.connector));
}

function commandFor(path: string): Pick<ProposedEntry, "command" | "alone"> {
  const folder = path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : ".";
  const ending = /\.(\w+)$/.exec(path)?.[1] ?? "";
  switch (ending) {
    case "py":
    case "ipynb":
      return { command: ["python", path], alone: false };
    case "js":
    case "mjs":
    case "cjs":
    case "ts":
    case "mts":
      return { command: ["node", path], alone: false };
    case "go":
      return { command: ["go", "run", `./${folder}`.replace(/\/\.$/, "")], alone: false };
    case "sh":
      return { command: ["sh", path], alone: false };
    case "java":
    case "kt":
    case "scala":
      // Build tools write into one folder; two at a time get into each other's way.
      return { command: ["mvn", "--quiet", "compile", "exec:java"], alone: true };
    case "cs":
      return { command: ["dotnet", "run"], alone: true };
    default:
      return { command: ["python", "-m", "conformance"], alone: false };
  }
}

/** The text of `pwaf.json` with these entries behind those it has, one a line; everything else stays as it is written. */
export function withEntries(config: string, entries: readonly ProposedEntry[]): string {
  const eol = config.includes("\r\n") ? "\r\n" : "\n";
  const root = parseTree(config, [], { allowTrailingComma: true, disallowComments: false });
  if (root?.type !== "object") return `{${eol}  "conformance": ${listText(entries, eol)}${eol}}${eol}`;
  const list = findNodeAtLocation(root, ["conformance"]);
  if (list?.type !== "array") return insertLast(config, root, `${eol}  "conformance": ${listText(entries, eol)}`, eol);
  const lines = entries.map((entry) => `${eol}    ${entryText(entry)}`);
  return insertLast(config, list, lines.join(","), `${eol}  `);
}

/** Puts text behind the last child of an object or a list, with the comma that it needs. */
function insertLast(config: string, parent: Node, text: string, beforeEnd: string): string {
  const last = parent.children?.at(-1);
  const end = parent.offset + parent.length - 1;
  if (!last) return config.slice(0, parent.offset + 1) + text + beforeEnd + config.slice(end);
  const place = last.offset + last.length;
  const hasComma = /^\s*,/.exec(config.slice(place, end));
  const from = place + (hasComma?.[0].length ?? 0);
  return config.slice(0, from) + (hasComma ? "" : ",") + text + (hasComma ? "," : "") + config.slice(from);
}

function listText(entries: readonly ProposedEntry[], eol: string): string {
  return `[${entries.map((entry) => `${eol}    ${entryText(entry)}`).join(",")}${eol}  ]`;
}

function entryText({ connector, auth, command, folder, alone }: ProposedEntry): string {
  const words = command.map((word) => JSON.stringify(word)).join(", ");
  const place = folder === undefined ? "" : `, "folder": ${JSON.stringify(folder)}`;
  return `{ "connector": "${connector}", "auth": "${auth}", "command": [${words}]${place}${alone ? ', "alone": true' : ""} }`;
}
