import type { Source } from "../languages/source.ts";
import { shortestWord, WordSearch } from "../patterns/wordSearch.ts";
import type { Evaluator } from "../resolve/evaluator.ts";
import type { ApiUse, AuthKind, GlobalTag, Site, SiteOptions, UserAgent } from "../sites.ts";
import { isNamedOAuth, tokenOption } from "../tokenOption.ts";
import { CallOptions } from "./callOptions.ts";
import type { Call } from "./calls.ts";
import { findCalls, lastName, searchedNames } from "./calls.ts";
import type { ConnectorFacts, GlobalTagFacts, LanguageFamily } from "./facts.ts";
import { insertion } from "./insertions.ts";
import { readOptions } from "./readOptions.ts";
import { CallSiteOptions } from "./siteOptions.ts";
import { describeTag, describeWays } from "./siteUserAgent.ts";
import { connectors, uses } from "./tables.ts";
import type { Unseen } from "./unseenCalls.ts";
import { UnseenCalls } from "./unseenCalls.ts";
import type { UseFacts } from "./uses.ts";

/** What the tables of facts find in a file of code. */
export interface Extracted {
  readonly sites: readonly Site[];
  readonly tags: readonly GlobalTag[];
  readonly uses: readonly ApiUse[];
  readonly unseen: Unseen | undefined;
}

/** The tables that may say something about a text. */
export function factsFor(language: LanguageFamily, text: string): Facts {
  const { all, words, search } = tablesOf(language);
  const found = new Set([...search.find(text)].map((index) => words[index]));
  const isNear = ({ triggers }: { readonly triggers: readonly string[] }) =>
    triggers.some((word) => word.length < shortestWord || found.has(word));
  return { connectors: all.connectors.filter(isNear), tagged: all.tagged, uses: all.uses.filter(isNear) };
}

interface Tables {
  readonly all: Facts;
  readonly words: readonly string[];
  readonly search: WordSearch;
}

const tables = new Map<LanguageFamily, Tables>();

/** The tables of a language, with one search for the words of all of them. */
function tablesOf(language: LanguageFamily): Tables {
  const known = tables.get(language);
  if (known) return known;
  const own = connectors.filter((facts) => facts.language === language);
  const all = {
    connectors: own,
    tagged: own.filter(({ userAgent }) => userAgent.globals),
    uses: uses.filter((facts) => facts.language === language),
  };
  const words = [...new Set([...all.connectors, ...all.uses].flatMap(({ triggers }) => triggers))].filter(
    ({ length }) => length >= shortestWord,
  );
  const made = { all, words, search: new WordSearch(words) };
  tables.set(language, made);
  return made;
}

export interface Facts {
  readonly connectors: readonly ConnectorFacts[];
  readonly tagged: readonly ConnectorFacts[];
  readonly uses: readonly UseFacts[];
}

/** Every name that the analysis of a file starts from. */
export function namesOf({ connectors: called, tagged, uses: used }: Facts): string[] {
  return [
    ...called.flatMap(({ entries }) => searchedNames(entries)),
    ...tagged.flatMap(({ userAgent }) => (userAgent.globals ?? []).map(({ origin }) => lastName(origin))),
    ...used.flatMap(({ entries }) => searchedNames(entries)),
  ];
}

/** Origins whose members count as methods of one thing, though nothing was called yet: those that facts name methods of. */
export const instanceOrigins: ReadonlySet<string> = new Set(
  [...connectors, ...uses].flatMap(({ entries }) =>
    entries.flatMap((entry) => ("method" in entry && "origin" in entry ? [entry.origin] : [])),
  ),
);

/** Finds every use of the clients in a file. */
export function extract(evaluator: Evaluator, facts: Facts): Extracted {
  // Where the budget is not enough for all, a tag that was not seen would make every site look untagged.
  const unseen = new UnseenCalls();
  const tags = readTags(evaluator, facts.tagged, unseen);
  const callsOf = findCalls(evaluator, [...facts.connectors, ...facts.uses], unseen);
  const sites = facts.connectors.flatMap((table) => readSites(evaluator, table, callsOf(table), unseen));
  return {
    sites: sites.sort((a, b) => a.range.start - b.range.start),
    tags,
    uses: facts.uses.flatMap((table) => callsOf(table).map((call) => readUse(evaluator, table, call, unseen))),
    unseen: unseen.summary,
  };
}

/** Reads the calls of one table. Those whose options are not seen are all alike, but for their place. */
function readSites(evaluator: Evaluator, facts: ConnectorFacts, calls: readonly Call[], unseen: UnseenCalls): Site[] {
  let plain: { readonly site: Site | undefined } | undefined;
  return calls.flatMap((call) => {
    const seen = withinBudget(evaluator, call, unseen, () =>
      siteOf(evaluator, facts, call, readOptions(evaluator, call, facts.options, facts.ignoreCase === true)),
    );
    if (seen) return seen.value ?? [];
    plain ??= { site: siteOf(evaluator, facts, call) };
    return plain.site ? { ...plain.site, range: rangeOf(call) } : [];
  });
}

/**
 * What the options of a call say; undefined where following them costs more than a call may cost, and where too many calls were
 * described before. The call is then told of as unread.
 */
function withinBudget<T>(
  { budget }: Evaluator,
  call: Call,
  unseen: UnseenCalls,
  describe: () => T,
): { readonly value: T } | undefined {
  const described = budget.hasCalls ? budget.part(describe) : undefined;
  if (!described) unseen.note(rangeOf(call));
  return described;
}

/** None is known, and any may be given. */
function unseenOptions(): CallOptions {
  const options = new CallOptions(false);
  options.open = true;
  return options;
}

function rangeOf({ callee }: Call): Site["range"] {
  return { start: callee.startIndex, end: callee.endIndex };
}

function siteOf(
  evaluator: Evaluator,
  facts: ConnectorFacts,
  call: Call,
  seenWays?: readonly CallOptions[],
): Site | undefined {
  const { source } = evaluator;
  const { userAgent } = facts;
  // What a table asks about a way is worked out once for all its questions.
  const each = (seenWays ?? [unseenOptions()])
    .map((way) => new CallSiteOptions(source, [way]))
    .filter((options) => facts.when?.(options, source.text) ?? true);
  const [first] = each;
  if (!first) return undefined;
  const ways = each.flatMap((options) => options.ways);
  const seen = describeWays(source, userAgent, ways);
  const isElsewhere =
    seen.status === "missing" && each.some((options) => userAgent.elsewhere?.(options, source.text) ?? false);
  const described = isElsewhere ? { ...seen, status: "unknown" as const } : seen;
  const insert = described.status === "missing" && seenWays ? insertion(evaluator, facts, call, ways) : undefined;
  const options = (each.length === 1 ? first : new CallSiteOptions(source, ways)).freeze(facts.ignoreCase === true);
  evaluator.budget.noteCall(options.size);
  return {
    connector: facts.connector,
    facts: facts.id,
    what: facts.what,
    range: rangeOf(call),
    userAgent: { ...described, ...(insert ? written(insert) : {}) },
    auth: { kind: authOf(source, facts, each) },
    options,
  };
}

/** Stand for company and product, and for the version, until the identity is known. */
const [nameMark, versionMark] = ["\ue000", "\ue001"];

function written({ edits, isGuess }: NonNullable<ReturnType<typeof insertion>>): Pick<UserAgent, "insert" | "isGuess"> {
  return { insert: baked(edits), ...(isGuess ? { isGuess } : {}) };
}

/** The same edits as plain texts, which outlive the syntax tree. */
function baked(insert: NonNullable<UserAgent["insert"]>): NonNullable<UserAgent["insert"]> {
  const bare = insert(nameMark);
  const full = insert(`${nameMark}/${versionMark}`);
  return (value) => {
    const [name = value, version = ""] = value.split("/");
    return (version === "" ? bare : full).map((edit) => ({
      ...edit,
      text: edit.text.replaceAll(nameMark, name).replaceAll(versionMark, version),
    }));
  };
}

function authOf({ text }: Source, facts: ConnectorFacts, ways: readonly SiteOptions[]): AuthKind {
  const kinds = new Set(
    ways.map((options) => {
      const kind = facts.auth(options);
      const token = kind === "pat" ? tokenOption(options) : undefined;
      // Clients take tokens of OAuth in the same place; which flow gave it is not for this call to say.
      return token && isNamedOAuth(token, text) ? "dynamic" : kind;
    }),
  );
  const [only] = kinds;
  return kinds.size === 1 && only ? only : "dynamic";
}

function readTags(evaluator: Evaluator, tables: readonly ConnectorFacts[], unseen: UnseenCalls): GlobalTag[] {
  const tagging = tables.flatMap(({ connector, userAgent }) =>
    (userAgent.globals ?? []).map((global) => ({ connector, global, entries: [{ origin: global.origin }] })),
  );
  const callsOf = findCalls(evaluator, tagging, unseen);
  const found = new Map<string, GlobalTag>();
  for (const table of tagging)
    for (const call of callsOf(table))
      found.set(`${table.connector} ${call.node.id}`, readTag(evaluator, table.connector, table.global, call, unseen));
  return [...found.values()].sort((a, b) => a.range.start - b.range.start);
}

function readTag(
  evaluator: Evaluator,
  connector: GlobalTag["connector"],
  global: GlobalTagFacts,
  call: Call,
  unseen: UnseenCalls,
): GlobalTag {
  const named = [{ from: "named" }, { from: "positional", names: ["0", "1", "2"] }] as const;
  const describe = (ways: readonly CallOptions[]) => ({
    connector,
    name: lastName(global.origin),
    range: rangeOf(call),
    ...describeTag(evaluator.source, global, ways),
    options: new CallSiteOptions(evaluator.source, ways).freeze(false),
  });
  return (
    withinBudget(evaluator, call, unseen, () => describe(readOptions(evaluator, call, named, false)))?.value ??
    describe([unseenOptions()])
  );
}

function readUse(evaluator: Evaluator, facts: UseFacts, call: Call, unseen: UnseenCalls): ApiUse {
  const freeze = (ways: readonly CallOptions[]) => new CallSiteOptions(evaluator.source, ways).freeze(false);
  const { grammar } = evaluator.source;
  const around = grammar.functionAround(call.node);
  const inFunction = grammar.functionName(around)?.name;
  return {
    use: facts.use,
    range: rangeOf(call),
    options:
      withinBudget(evaluator, call, unseen, () => freeze(readOptions(evaluator, call, facts.options, false)))?.value ??
      freeze([unseenOptions()]),
    inFunction: around.id === evaluator.source.root.id ? undefined : (inFunction ?? ""),
  };
}
