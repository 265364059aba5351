import assert from "node:assert/strict";
import fc from "fast-check";
import { PwafError } from "../../../../src/core/base/errors.ts";
import { allSections, linesOf, settingsSection, valueOf } from "../../../../src/core/profiles/databrickscfg.ts";
import type { CfgFields } from "../../../../src/core/profiles/editDatabrickscfg.ts";
import {
  defaultProfileOf,
  duplicateProfile,
  removeProfile,
  renameProfile,
  setDefaultProfile,
  upsertProfile,
} from "../../../../src/core/profiles/editDatabrickscfg.ts";
import { lineDiff } from "../../../../src/core/profiles/lineDiff.ts";
import { applyDraft, draftOf } from "../../../../src/core/profiles/profileDraft.ts";
import { maskSecrets } from "../../../../src/core/profiles/maskSecrets.ts";

const names = ["DEFAULT", "dev", "prod", "Ünï ço∂é", "with space", "a-b.c"];
const keys = ["host", "token", "auth_type", "warehouse_id", "x_unknown", "client_secret"];

/** One line of a file, as people, tools and accidents leave them. */
const line = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...names, settingsSection).map((name) => `[${name}]`) },
  {
    weight: 8,
    arbitrary: fc
      .tuple(
        fc.constantFrom("", "  ", "\t"),
        fc.constantFrom(...keys, "HOST"),
        fc.constantFrom(" = ", "=", ": ", "  =  "),
        fc.constantFrom("https://a.b", "", "1 # keep", '"quoted # not"', "value;no", "ünï"),
        fc.constantFrom("", "  ", " ; trailing"),
      )
      .map((parts) => parts.join("")),
  },
  { weight: 3, arbitrary: fc.constantFrom("", "  ", "# comment", "; other", "nonsense", "[broken", "[]", "= x") },
  { weight: 1, arbitrary: fc.string() },
);

/** Whole files: any mixture of lines, one kind of line break or several, with or without a byte order mark and an end. */
const file = fc
  .tuple(
    fc.constantFrom("", "\uFEFF"),
    fc.array(fc.tuple(line, fc.constantFrom("\n", "\n", "\r\n", "\r"))),
    fc.boolean(),
  )
  .map(([mark, lines, ends]) => {
    const text = mark + lines.map(([content, lineBreak]) => content + lineBreak).join("");
    return ends ? text : text.replace(/[\r\n]+$/, "");
  });

const value = fc.constantFrom("https://new.example", "abc123", "two words", "ä#b", "x=y", "`", "a ; b", '"q"', "");
const fields: fc.Arbitrary<CfgFields> = fc.dictionary(
  fc.constantFrom(...keys),
  fc.option(value, { nil: undefined, freq: 4 }),
  { maxKeys: 4 },
);
const name = fc.constantFrom(...names, "added");
const runs = { numRuns: 2000 };

/** The edit's result, or undefined where it says with a reason that the file does not allow it. */
function attempt(edit: () => string): string | undefined {
  try {
    return edit();
  } catch (error) {
    assert.ok(error instanceof PwafError, String(error));
    assert.ok(error.hint);
    return undefined;
  }
}

/** A text without one section's lines. */
function around(text: string, wanted: string): string {
  const section = allSections(text).find((candidate) => candidate.name === wanted);
  return section ? text.slice(0, section.start) + text.slice(section.end) : text;
}

/** A text without the lines of a section that hold certain keys: every other byte. */
function withoutLines(text: string, wanted: string, edited: readonly string[]): string {
  const entries = allSections(text).find((candidate) => candidate.name === wanted)?.entries ?? [];
  const mine = new Set(entries.filter(({ key }) => edited.includes(key)).map((entry) => entry.line));
  const others = [...linesOf(text)].filter(({ number }) => !mine.has(number));
  return others.map(({ start, next }) => text.slice(start, next)).join("");
}

/** What stands before and after the values of one key, space around a value aside. */
function besideValues(text: string, wanted: string, edited: string): string[] {
  const lines = [...linesOf(text)];
  const entries = allSections(text).find((candidate) => candidate.name === wanted)?.entries ?? [];
  return entries
    .filter(({ key }) => key === edited)
    .map((entry) => {
      const { start = 0, end = 0 } = lines[entry.line] ?? {};
      return `${text.slice(start, entry.valueStart).trimEnd()}…${text.slice(entry.valueEnd, end).trimStart()}`;
    });
}

describe("any file", () => {
  it("keeps every other byte when fields of a profile are set, and reads back what was set", () => {
    fc.assert(
      fc.property(file, name, fields, (text, wanted, wished) => {
        const result = attempt(() => upsertProfile(text, wanted, wished));
        if (result === undefined) return;
        const before = allSections(text).find((section) => section.name === wanted);
        if (before) {
          const edited = Object.keys(wished);
          const kept = withoutLines(text, wanted, edited);
          const now = withoutLines(result, wanted, edited);
          assert.ok(now.startsWith(kept), JSON.stringify([now, kept]));
          assert.match(now.slice(kept.length), /^(?:\r\n|\n|\r)?$/, "a last line that was not ended may be");
          for (const [key, expected] of Object.entries(wished)) {
            const beside = besideValues(text, wanted, key);
            if (expected !== undefined && beside.length > 0)
              assert.deepEqual(besideValues(result, wanted, key), beside);
          }
        } else assert.ok(result.startsWith(text));
        const section = allSections(result).find((candidate) => candidate.name === wanted);
        assert.ok(section);
        for (const [key, expected] of Object.entries(wished)) assert.equal(valueOf(section, key), expected);
      }),
      runs,
    );
  });

  it("stays as it is when a form is saved in which nothing was changed", () => {
    fc.assert(
      fc.property(file, name, (text, wanted) => {
        const origin = { kind: "edit", name: wanted } as const;
        const draft = draftOf(text, origin);
        const result = attempt(() => applyDraft(text, origin, draft));
        if (result !== undefined) assert.equal(result, text);
      }),
      runs,
    );
  });

  it("changes nothing when what it says already is set again", () => {
    fc.assert(
      fc.property(file, name, fields, (text, wanted, wished) => {
        const once = attempt(() => upsertProfile(text, wanted, wished));
        if (once !== undefined) assert.equal(upsertProfile(once, wanted, wished), once);
      }),
      runs,
    );
  });

  it("is the same after a profile is renamed and named back", () => {
    fc.assert(
      fc.property(file, name, (text, from) => {
        const there = attempt(() => renameProfile(text, from, "renamed"));
        if (there === undefined) return;
        assert.equal(around(there, "renamed").length, around(text, from).length + defaultGrowth(text, from));
        assert.equal(renameProfile(there, "renamed", from), text);
      }),
      runs,
    );
  });

  it("is a prefix of itself with a copy of a profile, and the copy holds no secret", () => {
    fc.assert(
      fc.property(file, name, (text, from) => {
        const result = attempt(() => duplicateProfile(text, from, "copied"));
        if (result === undefined) return;
        assert.ok(result.startsWith(text));
        const original = allSections(text).find((section) => section.name === from);
        const copy = allSections(result).find((section) => section.name === "copied");
        assert.ok(copy && original);
        const isSecret = ({ key }: { readonly key: string }) => key === "token" || key === "client_secret";
        const seen = (entries: typeof copy.entries) => entries.map((entry) => [entry.key, entry.value]);
        assert.deepEqual(seen(copy.entries), seen(original.entries.filter((entry) => !isSecret(entry))));
      }),
      runs,
    );
  });

  it("loses one section and blank lines at most when a profile is removed", () => {
    fc.assert(
      fc.property(file, name, (text, wanted) => {
        const result = attempt(() => removeProfile(text, wanted));
        if (result === undefined) return;
        assert.ok(!allSections(result).some((section) => section.name === wanted));
        const rest = around(defaultProfileOf(text) === wanted ? setDefaultProfile(text, undefined) : text, wanted);
        const full = (content: string) => content.split(/\uFEFF|\r\n|\n|\r/).filter((one) => one.trim() !== "");
        assert.deepEqual(full(result), full(rest));
      }),
      runs,
    );
  });

  it("names its default profile, and loses nothing by it", () => {
    fc.assert(
      fc.property(file, name, (text, wanted) => {
        const result = attempt(() => setDefaultProfile(text, wanted));
        if (result === undefined) return;
        assert.equal(defaultProfileOf(result), wanted);
        assert.ok(around(result, settingsSection).startsWith(around(text, settingsSection)));
      }),
      runs,
    );
  });

  it("shows no secret on the screen, and everything else", () => {
    const secret = "s3cr3t" + "x".repeat(10);
    fc.assert(
      fc.property(file, name, (text, wanted) => {
        const result = attempt(() => upsertProfile(text, wanted, { token: secret, x_unknown: "seen" }));
        if (result === undefined) return;
        const [before = "", after = ""] = maskSecrets(text, result);
        assert.ok(!after.includes(secret));
        assert.match(after, /seen/);
        if (text !== result) assert.notEqual(before, after, "a change can be seen");
      }),
      runs,
    );
  });

  it("can be built again from a comparison's lines where nothing is left out", () => {
    const lines = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 6 });
    fc.assert(
      fc.property(lines, lines, (old, now) => {
        const diff = lineDiff(old.join("\n"), now.join("\n"));
        if (diff.some(({ kind }) => kind === "gap") || old.join() === now.join()) return;
        const side = (kind: string) => diff.filter((one) => one.kind === "same" || one.kind === kind);
        assert.deepEqual(
          side("removed").map(({ text }) => text),
          old,
        );
        assert.deepEqual(
          side("added").map(({ text }) => text),
          now,
        );
      }),
      runs,
    );
  });
});

/** The line `default_profile` grows or shrinks with the name that it follows. */
function defaultGrowth(text: string, from: string): number {
  return defaultProfileOf(text) === from ? "renamed".length - from.length : 0;
}
