import assert from "node:assert/strict";
import { parseDatabrickscfg, valueOf } from "../../../../src/core/profiles/databrickscfg.ts";

/** Sections as an object, problems as `line: message`. */
function read(text: string): { sections: Record<string, Record<string, string>>; problems: string[] } {
  const { sections, problems } = parseDatabrickscfg(text);
  return {
    sections: Object.fromEntries(
      sections.map(({ name, entries }) => [name, Object.fromEntries(entries.map(({ key, value }) => [key, value]))]),
    ),
    problems: problems.map(({ line, message }) => `${line + 1}: ${message}`),
  };
}

const good: readonly [what: string, text: string, expected: Record<string, Record<string, string>>][] = [
  ["nothing", "", {}],
  ["blank lines and comments only", "\n# a\n ; b\n", {}],
  ["a section", "[dev]\nhost = https://a.b\n", { dev: { host: "https://a.b" } }],
  ["a colon, whose value holds colons", "[dev]\nhost: https://a.b:443\n", { dev: { host: "https://a.b:443" } }],
  ["no spaces, upper case key", "[dev]\nHOST=https://a.b", { dev: { host: "https://a.b" } }],
  ["inline comments", "[dev]\na = 1 # x\nb = 2 ; y\nc = 3#z\nd = #4", { dev: { a: "1", b: "2", c: "3#z", d: "#4" } }],
  ["quotes", '[dev]\na = "x # y" # z\nb = \'q\'\nc = "open', { dev: { a: "x # y", b: "q", c: '"open' } }],
  ["quoted words of a command", '[dev]\na = "/a b" "c d" # z\nb = "e" f', { dev: { a: '"/a b" "c d"', b: '"e" f' } }],
  ["CRLF", "[dev]\r\na = 1\r\n\r\n[prod]\r\na = 2", { dev: { a: "1" }, prod: { a: "2" } }],
  ["old Mac line ends", "[dev]\ra = 1\r[prod]\ra = 2", { dev: { a: "1" }, prod: { a: "2" } }],
  ["a byte order mark", "\uFEFF[dev]\na = 1", { dev: { a: "1" } }],
  ["indentation", "  [dev]\n\ta = 1", { dev: { a: "1" } }],
  ["an empty DEFAULT", "[DEFAULT]\n# nothing\n[dev]\na = 1", { dev: { a: "1" } }],
  ["a DEFAULT that is used, and not inherited", "[DEFAULT]\na = 1\n[dev]", { DEFAULT: { a: "1" }, dev: {} }],
  ["the reserved section", "[__settings__]\ndefault_profile = dev\n[dev]\na = 1", { dev: { a: "1" } }],
  ["a comment behind a header", "[dev] # mine\na = 1", { dev: { a: "1" } }],
  ["a name with spaces and dots", "[my work.space]\na = 1", { "my work.space": { a: "1" } }],
  ["a name that objects have", "[constructor]\ntoString = 1", { constructor: { tostring: "1" } }],
];

const bad: readonly [what: string, text: string, problems: string[], names: string[]][] = [
  [
    "a header that is not closed hides only itself",
    "[a]\nx = 1\n[broken\ny = 2\nnonsense\n[b]\nz = 3",
    ["3: The section header is not closed."],
    ["a", "b"],
  ],
  ["a header without a name", "[]\nx = 1\n[b]\nz = 3", ["1: The section has no name."], ["b"]],
  [
    "a line that is nothing",
    "[a]\nnonsense\nx = 1\n[b]",
    ["2: A line of [a] is neither `key = value` nor a comment."],
    ["a", "b"],
  ],
  ["a value without a key", "[a]\n= 1", ["2: A line of [a] is neither `key = value` nor a comment."], ["a"]],
  ["text before the first section", "host = x\ny = 2\n[a]", ["1: Text stands before the first [section]."], ["a"]],
  [
    "namesakes: the first is used",
    "[a]\nx = 1\n[b]\n[a]\nx = 2",
    ["4: The section [a] is there twice; the first is on line 1."],
    ["a", "b"],
  ],
  ["a key twice", "[a]\nx = 1\nX = 2", ["3: [a] sets `x` twice."], ["a"]],
];

describe("parseDatabrickscfg", () => {
  for (const [what, text, expected] of good) {
    it(`reads ${what}`, () => assert.deepEqual(read(text), { sections: expected, problems: [] }));
  }

  for (const [what, text, problems, names] of bad) {
    it(`reports ${what}`, () => {
      const found = read(text);
      assert.deepEqual(found.problems, problems);
      assert.deepEqual(Object.keys(found.sections), names);
    });
  }

  it("knows the offsets of values, so that edits hit them", () => {
    const text = "\uFEFF[a]\r\n  host\t=  'https://x.y'  # c\r\n";
    const entry = parseDatabrickscfg(text).sections[0]?.entries[0];
    assert.equal(text.slice(entry?.valueStart, entry?.valueEnd), "'https://x.y'");
  });

  it("gives the settings of the reserved section apart", () => {
    const { settings } = parseDatabrickscfg("[__settings__]\ndefault_profile = dev\n");
    assert.equal(valueOf({ entries: settings }, "default_profile"), "dev");
  });

  it("never repeats a value in a problem", () => {
    const secret = ["da", "pi"].join("") + "0".repeat(32);
    for (const text of [`[a]\n${secret}`, secret, `[${secret}\n`, `[a]\ntoken = ${secret}\ntoken = ${secret}`]) {
      assert.ok(!JSON.stringify(parseDatabrickscfg(text).problems).includes(secret), text.replace(secret, "…"));
    }
  });
});
