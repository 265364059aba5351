import type { TextRange } from "../../base/text.ts";
import { checkUserAgent } from "../../identity/identity.ts";
import { keptWith } from "../languages/remembered.ts";
import type { Source } from "../languages/source.ts";
import type { Place, UserAgent, UserAgentStatus, UserAgentText } from "../sites.ts";
import type { TextValue, Value } from "./value.ts";
import { displayText, optionsOf } from "./value.ts";

/** The file that a value is looked at from. */
type Viewpoint = Pick<Source, "root" | "pathOf">;

/** How a value of a User-Agent option reads, without the parts that need the call around it. */
export function describeUserAgent(
  value: Value,
  source: Viewpoint,
  local: TextRange | undefined,
): Pick<UserAgent, "status" | "value" | "definedAt" | "values"> {
  const options = optionsOf(value);
  const texts = options.filter((option) => option.kind === "text");
  const values = texts.map((text) => describeText(text, source));
  const statuses = options.map((option) => statusOf(option));
  const status = value.kind === "oneOf" && value.by === "reassignment" ? ofReassigned(statuses) : ofChoice(statuses);
  const shown =
    texts.find((_text, index) => (status === "set-invalid") === (values[index]?.problem !== undefined)) ?? texts[0];
  // A value that is only one of several, of which another was assigned elsewhere, is not surely used.
  const reported =
    status === "unknown" ? [] : texts.flatMap((text, index) => inThisFile(text, values[index], source, local));
  if (!shown || status === "unknown") return { status, values: reported };
  return {
    status,
    value: displayText(shown),
    definedAt: placeOf(shown, source),
    values: reported,
  };
}

function statusOf(value: Value): UserAgentStatus {
  switch (value.kind) {
    case "text": {
      const problem = problemOf(value);
      if (problem) return "set-invalid";
      return isDecided(value) ? "set-valid" : "dynamic";
    }
    case "null":
      return "missing";
    case "settings":
    case "parameter":
      return "dynamic";
    default:
      return "unknown";
  }
}

/** Any wrong one counts, since some way through the code leads there; all others must agree. */
function ofChoice(statuses: readonly UserAgentStatus[]): UserAgentStatus {
  if (statuses.includes("set-invalid")) return "set-invalid";
  const [first = "unknown"] = statuses;
  if (statuses.every((status) => status === first)) return first;
  return statuses.includes("unknown") && !statuses.includes("set-valid") ? "unknown" : "dynamic";
}

/** Which of several assignments holds at the call is not known, so they only count when they agree. */
function ofReassigned(statuses: readonly UserAgentStatus[]): UserAgentStatus {
  const set = statuses.filter((status) => status !== "missing");
  const [first = "unknown"] = set;
  if (set.length === 0) return "unknown";
  return set.every((status) => status === first) && (set.length === statuses.length || first === "set-invalid")
    ? first
    : "unknown";
}

/** A constant is described once, however many calls it serves. */
function describeText(text: TextValue, { root }: Viewpoint): UserAgentText {
  const descriptions = keptWith<TextValue, UserAgentText>(root.tree, describeText);
  let description = descriptions.get(text);
  if (!description) descriptions.set(text, (description = textDescription(text)));
  return description;
}

function textDescription(text: TextValue): UserAgentText {
  const problem = problemOf(text);
  const content = text.plain ? contentRange(text) : text.within;
  return {
    text: displayText(text),
    range: text.within ?? { start: text.node.startIndex, end: text.node.endIndex },
    hasHoles: text.parts.some((part) => typeof part !== "string"),
    ...(problem ? { problem } : {}),
    ...(content ? { content } : {}),
    ...(text.isName ? { isName: true } : {}),
  };
}

/** A value of another file is reported where this one refers to it, and is not for this one to change. */
function inThisFile(
  { node }: TextValue,
  described: UserAgentText | undefined,
  source: Viewpoint,
  local: TextRange | undefined,
): UserAgentText[] {
  if (!described) return [];
  if (node.tree === source.root.tree) return [described];
  const { content, ...rest } = described;
  return local ? [{ ...rest, range: local, isElsewhere: true }] : [];
}

function placeOf({ node, within }: TextValue, source: Viewpoint): Place {
  const range = within ?? { start: node.startIndex, end: node.endIndex };
  const path = node.tree === source.root.tree ? undefined : source.pathOf(node);
  return path === undefined ? range : { ...range, path };
}

/** Between the quotes of a literal, whatever its prefix and kind of quote. */
function contentRange({ node }: TextValue): { start: number; end: number } | undefined {
  const quotes = /^[a-z@$]*("""|'''|"|'|`)/i.exec(node.text);
  const quote = quotes?.[1];
  if (!quotes || quote === undefined) return undefined;
  return { start: node.startIndex + quotes[0].length, end: node.endIndex - quote.length };
}

/** What is wrong whatever the unknown parts turn out to be. */
function problemOf(text: TextValue): UserAgentText["problem"] {
  const check = checkUserAgent(sample(text));
  if (check.ok) return undefined;
  const { reason, message } = check;
  const holeInName = holeBeforeVersion(text);
  const hasHoles = text.parts.some((part) => typeof part !== "string");
  if (!hasHoles || reason === "space" || reason === "character" || reason === "extra-slash") return { reason, message };
  // A hole in the name may bring the separator, or the rest of the value.
  return holeInName ? undefined : { reason, message };
}

/** The text with harmless stand-ins for its holes. */
function sample(text: TextValue): string {
  let sampled = "";
  for (const part of text.parts) sampled += typeof part === "string" ? part : sampled.includes("/") ? "0" : "X";
  return sampled;
}

/** True when company and product are written out, so that only the version may vary. */
function isDecided(text: TextValue): boolean {
  return !holeBeforeVersion(text);
}

function holeBeforeVersion(text: TextValue): boolean {
  for (const part of text.parts) {
    if (typeof part !== "string") return true;
    if (part.includes("/")) return false;
  }
  return false;
}
