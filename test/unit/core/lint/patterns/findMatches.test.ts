import assert from "node:assert/strict";
import fc from "fast-check";
import type { Rule } from "../../../../../src/core/lint/rule.ts";
import { findMatches } from "../../../../../src/core/lint/patterns/findMatches.ts";
import { WordSearch } from "../../../../../src/core/lint/patterns/wordSearch.ts";

function rule(id: string, expression: RegExp, words: readonly string[]): Rule {
  return { id, severity: "info", summary: "", files: [], fix: "none", pattern: { expression, words } };
}

const everywhere = () => ({ place: "data" }) as const;

describe("word search", () => {
  it("finds exactly the words that are there", () => {
    const letters = fc.constantFrom("a", "b", "c", "é");
    const word = fc.string({ unit: letters, minLength: 3, maxLength: 6 });
    const words = fc.uniqueArray(word, { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(words, fc.string({ unit: letters, maxLength: 60 }), (some, text) => {
        const found = new WordSearch(some).find(text);
        assert.deepEqual(
          some.filter((_word, index) => found.has(index)),
          some.filter((candidate) => text.includes(candidate)),
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it("refuses words that would slow it down", () => {
    assert.throws(() => new WordSearch(["abcd", "ab"]), RangeError);
  });
});

describe("pattern matches", () => {
  const rules = [
    rule("mount", /\/mnt\/(?<name>\w+)/g, ["/mnt/"]),
    rule("grant", /\bGRANT\s+ALL\b/gi, ["GRANT", "grant"]),
  ];

  it("come in file order with their groups and place", () => {
    const literal = { start: 0, end: 30 };
    const found = findMatches(rules, "grant all /mnt/a GRANT  ALL", () => ({ place: "text", literal }));
    assert.deepEqual(found, [
      { rule: "grant", start: 0, end: 9, text: "grant all", groups: {}, place: "text", literal },
      { rule: "mount", start: 10, end: 16, text: "/mnt/a", groups: { name: "a" }, place: "text", literal },
      { rule: "grant", start: 17, end: 27, text: "GRANT  ALL", groups: {}, place: "text", literal },
    ]);
  });

  it("leave out what stands in comments", () => {
    assert.deepEqual(
      findMatches(rules, "/mnt/a", () => undefined),
      [],
    );
  });

  it("need one of the rule's words as it is spelled", () => {
    assert.deepEqual(findMatches(rules, "Grant All", everywhere), []);
  });

  it("are none without patterns", () => {
    const silent: Rule = { id: "a", severity: "info", summary: "", files: [], fix: "none" };
    assert.deepEqual(findMatches([silent], "/mnt/a", everywhere), []);
  });

  it("ask where a match stands only when it is worth it", () => {
    const wide = rule("a", /log\(/g, ["log"]);
    const narrow: Rule = {
      ...wide,
      pattern: {
        expression: /log\(/g,
        words: ["log"],
        isWorthwhile: ({ index, input }) => input.startsWith("log(token", index),
      },
    };
    const asked: number[] = [];
    const found = findMatches([narrow], "log(a) log(token)", (offset) => {
      asked.push(offset);
      return { place: "code" };
    });
    assert.deepEqual(asked, [7]);
    assert.deepEqual(
      found.map(({ start }) => start),
      [7],
    );
  });
});
