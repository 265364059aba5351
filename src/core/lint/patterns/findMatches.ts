import type { TextRange } from "../../base/text.ts";
import type { PatternMatch } from "../model.ts";
import type { Rule, RulePattern } from "../rule.ts";
import { WordSearch } from "./wordSearch.ts";

/** Where an offset stands; undefined inside comments, documentation and prose. */
export type PlaceOf = (
  offset: number,
) => { readonly place: PatternMatch["place"]; readonly literal?: TextRange } | undefined;

interface PatternSet {
  readonly patterns: readonly { readonly id: string; readonly pattern: RulePattern }[];
  readonly words: readonly string[];
  readonly search: WordSearch;
}

/** Word tables by the list of rules they were made for. */
const sets = new WeakMap<readonly Rule[], PatternSet>();

/**
 * Where the patterns of the rules match, in file order. Rules whose words are not in the text cost nothing of their own:
 * one pass looks for the words of all.
 */
export function findMatches(rules: readonly Rule[], text: string, placeOf: PlaceOf): PatternMatch[] {
  let set = sets.get(rules);
  if (!set) sets.set(rules, (set = patternSet(rules)));
  if (set.words.length === 0) return [];
  const { words, search, patterns } = set;
  const found = new Set([...search.find(text)].map((index) => words[index]));
  if (found.size === 0) return [];
  return patterns
    .filter(({ pattern }) => pattern.words.some((word) => found.has(word)))
    .flatMap(({ id, pattern }) => matches(id, pattern, text, placeOf))
    .sort((a, b) => a.start - b.start || a.end - b.end);
}

function patternSet(rules: readonly Rule[]): PatternSet {
  const patterns = rules.flatMap(({ id, pattern }) => (pattern ? [{ id, pattern }] : []));
  const words = [...new Set(patterns.flatMap(({ pattern }) => pattern.words))];
  return { patterns, words, search: new WordSearch(words) };
}

function matches(rule: string, pattern: RulePattern, text: string, placeOf: PlaceOf): PatternMatch[] {
  return [...text.matchAll(pattern.expression)].flatMap((match): PatternMatch[] => {
    const end = match.index + match[0].length;
    const place = pattern.isWorthwhile?.(match) === false ? undefined : placeOf(match.index);
    if (!place) return [];
    return [{ rule, start: match.index, end, text: match[0], groups: { ...match.groups }, ...place }];
  });
}
