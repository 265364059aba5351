import { PwafError } from "../base/errors.ts";
import { redact } from "../base/redact.ts";
import type { ErrorAction, ErrorContext, KnownError } from "./knownError.ts";
import { contexts } from "./knownError.ts";
import { knownErrors } from "./table.ts";

/** A known error that was found in a text. Holds no secret. */
export interface Explanation {
  readonly id: string;
  readonly title: string;
  /** The part of the text that gave it away. */
  readonly found: string;
  /** Where that stands in the text, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  readonly cause: string;
  readonly fix: string;
  readonly actions: readonly ErrorAction[];
  readonly rule?: string;
}

export interface ExplainOptions {
  /** Who is known to speak. */
  readonly contexts?: readonly ErrorContext[];
  /** What stood before the text, for instance the command and its output so far; it may tell who speaks. */
  readonly before?: string;
  /** The text was written by a person, in own words perhaps. */
  readonly described?: boolean;
}

/** Errors stand where a program ended; more is not looked at, so that a flood of output costs nothing. */
const longest = 200_000;

/** Of a match over several lines, its beginning is shown. */
const longestFound = 200;

/** The known errors in a text, in the order in which they stand there; each once, and at most one for a line. */
export function explain(text: string, options: ExplainOptions = {}): Explanation[] {
  const skipped = Math.max(0, text.length - longest);
  const looked = text.slice(skipped);
  const speaks = speakers(`${options.before ?? ""}\n${looked}`, options.contexts ?? []);
  const found = new Map<string, Explanation>();
  const lines = new Set<number>();
  // A form that nothing else has says more than one that many programs use, whatever comes first in the table.
  const forms: ((error: KnownError) => readonly RegExp[])[] = [
    ({ patterns = [] }) => patterns,
    ({ within }) => (within?.context.some(speaks) === true ? within.patterns : []),
    ({ described = [] }) => (options.described === true ? described : []),
  ];
  for (const patternsOf of forms)
    for (const error of knownErrors) {
      const match = found.has(error.id) ? undefined : firstMatch(patternsOf(error), looked);
      if (!match) continue;
      const line = looked.lastIndexOf("\n", match.index);
      if (lines.has(line)) continue;
      lines.add(line);
      found.set(error.id, explanation(error, match, skipped));
    }
  return [...found.values()].sort((one, other) => one.start - other.start);
}

/** What a text says first, for a place that has room for one. */
export function explainFirst(text: string, options?: ExplainOptions): Explanation | undefined {
  return explain(text, options)[0];
}

/** What to do about a known error, where its text is not at hand; empty for a name that is none. */
export function adviceFor(id: string): string {
  const known = knownErrors.find((error) => error.id === id);
  return known ? `${known.title}. ${filled(known.fix)}` : "";
}

/**
 * A known error that will be met, before any program has said so. Its message begins the list of forms; `caught` is what
 * would have been caught from it.
 * @throws PwafError for a name that is none
 */
export function foreseen(
  id: string,
  caught: Readonly<Record<string, string>> = {},
): Pick<KnownError, "says" | "cause" | "fix"> {
  const known = knownErrors.find((error) => error.id === id);
  if (!known) throw new PwafError("unexpected", `There is no known error “${id}”.`);
  return { says: known.says, cause: filled(known.cause, caught), fix: filled(known.fix, caught) };
}

function speakers(text: string, known: readonly ErrorContext[]): (context: ErrorContext) => boolean {
  const answers = new Map<ErrorContext, boolean>(known.map((context) => [context, true]));
  return (context) => {
    const answer = answers.get(context) ?? contexts[context].test(text);
    answers.set(context, answer);
    return answer;
  };
}

/** The first of several forms that stands in a text. */
function firstMatch(patterns: readonly RegExp[], text: string): RegExpExecArray | undefined {
  for (const pattern of patterns) {
    const match = pattern.exec(text);
    if (match) return match;
  }
  return undefined;
}

function explanation(error: KnownError, match: RegExpExecArray, skipped: number): Explanation {
  const { id, title, cause, fix, actions, rule } = error;
  const start = skipped + match.index;
  return {
    id,
    title,
    found: foundText(match),
    start,
    end: start + match[0].length,
    cause: filled(cause, match.groups),
    fix: filled(fix, match.groups),
    actions,
    ...(rule === undefined ? {} : { rule }),
  };
}

/** Passwords in addresses, which `redact` leaves alone because hints show how to write them. */
const addressPassword = /(?<=\w:\/\/[^\s/:@]*:)[^\s/@]+(?=@)/g;

/** What was found, on one line. What makes a secret recognisable may stand before the match, so that it is looked at too. */
function foundText({ 0: matched, index, input }: RegExpExecArray): string {
  const before = input.slice(input.lastIndexOf("\n", index) + 1, index);
  const safe = (text: string) => redact(text).replace(addressPassword, "<redacted>");
  const withBefore = safe(before + matched);
  const safeBefore = safe(before);
  const found = withBefore.startsWith(safeBefore) ? withBefore.slice(safeBefore.length) : withBefore;
  return found.replace(/\s+/g, " ").trim().slice(0, longestFound);
}

/** Puts what was caught into a sentence. */
function filled(sentence: string, groups: Readonly<Record<string, string | undefined>> = {}): string {
  return sentence
    .replace(/\{(?<name>\w+)(?:\|(?<otherwise>[^}]*))?\}/g, (_, name: string, otherwise: string | undefined) =>
      redact(groups[name] ?? otherwise ?? "").trim(),
    )
    .replace(/ +(?=[ ,.])/g, "");
}
