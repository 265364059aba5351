import assert from "node:assert/strict";
import { rules } from "../../../../src/core/lint/registry.ts";
import { readCorpus } from "./corpusFiles.ts";
import type { FindingLabel, SiteLabel } from "./corpusFiles.ts";
import { compareFindings, compareSites, judge } from "./corpusJudge.ts";
import { coreRules } from "./frameworkRules.ts";
import { engine } from "./samples.ts";

const corpus = readCorpus();
const place = (line: number) => `file:${line}`;

describe("the corpus", () => {
  it("has labels for lines and files that exist", () => {
    for (const { name, texts, labels, sites } of corpus) {
      const places = [...labels, ...[...sites].flatMap(([file, list]) => list.map((site) => ({ file, ...site })))];
      for (const { file, first, last } of places) {
        const lines = texts.get(file)?.split("\n").length ?? 0;
        assert.ok(first >= 1 && first <= last && last <= lines, `${name}/${file}:${first}-${last} of ${lines} lines`);
      }
      for (const file of sites.keys()) assert.ok(texts.has(file), `${name}/${file}`);
    }
  });

  it("asks for no rule that is off by default", () => {
    const off = new Set(rules.filter(({ onByDefault }) => onByDefault === false).map(({ id }) => id));
    const asked = corpus.flatMap(({ labels }) => labels.map(({ rule }) => rule));
    const known = new Set(rules.map(({ id }) => id));
    assert.deepEqual(
      asked.filter((rule) => !known.has(rule)),
      [],
    );
    assert.deepEqual(
      asked.filter((rule) => off.has(rule)),
      [],
    );
  });

  for (const rule of coreRules) {
    it(`has three places that ${rule} finds, and three where it must be silent`, () => {
      const count = (kind: FindingLabel["kind"]) =>
        corpus.flatMap(({ labels }) => labels).filter((label) => label.rule === rule && label.kind === kind).length;
      assert.ok(count("wanted") >= 3, `${count("wanted")} findings`);
      assert.ok(count("trap") >= 3, `${count("trap")} traps`);
    });
  }

  it("keeps at least a third of its files without a finding", () => {
    const silent = corpus.flatMap(({ texts, labels }) =>
      [...texts.keys()].filter((file) => labels.every((label) => label.kind === "trap" || label.file !== file)),
    );
    const all = corpus.reduce((sum, { texts }) => sum + texts.size, 0);
    assert.ok(silent.length * 3 >= all, `${silent.length} of ${all}`);
  });

  it("gives the engine whole secrets", () => {
    const texts = corpus.flatMap((project) => [...project.texts.values()]);
    assert.ok(texts.some((text) => text.includes("da" + "pi3f9c")));
    assert.ok(texts.every((text) => !text.includes("@@")));
  });
});

describe("the comparison with the labels", () => {
  const label = (
    rule: string,
    first: number,
    last = first,
    kind: FindingLabel["kind"] = "wanted",
  ): Omit<FindingLabel, "file"> => ({
    rule,
    first,
    last,
    kind,
  });

  it("tells hits, misses and false alarms apart", () => {
    const labels = [label("a", 1), label("b", 2, 5), label("c", 9)];
    const found = [
      { rule: "a", line: 1 },
      { rule: "b", line: 4 },
      { rule: "c", line: 8 },
    ];
    assert.deepEqual(compareFindings(labels, found, place), {
      hits: [
        { what: "a", place: "file:1" },
        { what: "b", place: "file:2" },
      ],
      misses: [{ what: "c", place: "file:9" }],
      falseAlarms: [{ what: "c", place: "file:8" }],
    });
  });

  it("counts an open label neither way", () => {
    const open = [label("a", 1, 1, "open")];
    const nothing = { hits: [], misses: [], falseAlarms: [] };
    assert.deepEqual(compareFindings(open, [], place), nothing);
    assert.deepEqual(compareFindings(open, [{ rule: "a", line: 1 }], place), nothing);
  });

  it("counts what is said at a trap as a false alarm", () => {
    const traps = [label("a", 1, 3, "trap")];
    assert.deepEqual(compareFindings(traps, [], place), { hits: [], misses: [], falseAlarms: [] });
    const { falseAlarms } = compareFindings(traps, [{ rule: "a", line: 2 }], place);
    assert.deepEqual(falseAlarms, [{ what: "a", place: "file:2" }]);
  });

  it("compares of a site what is labelled", () => {
    const wanted: SiteLabel[] = [{ first: 1, last: 3, connector: "jdbc", status: "missing" }];
    const site = { line: 2, connector: "jdbc", status: "missing", auth: "m2m" };
    assert.deepEqual(compareSites(wanted, [site], place), { right: 1, wrong: [] });
    assert.deepEqual(compareSites(wanted, [{ ...site, status: "unknown" }], place), {
      right: 0,
      wrong: [{ what: "jdbc has User-Agent unknown, not missing", place: "file:1" }],
    });
    assert.deepEqual(compareSites([], [site], place).wrong, [{ what: "jdbc is no site", place: "file:2" }]);
  });

  it("sees imports between the files of a project", async () => {
    const project = corpus.find(({ name }) => name === "python-sql-service");
    assert.ok(project);
    const { sites, falseAlarms } = await judge(engine, project);
    assert.deepEqual(sites, { right: 1, wrong: [] });
    assert.deepEqual(falseAlarms, []);
  });
});
