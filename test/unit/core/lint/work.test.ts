import assert from "node:assert/strict";
import { extract, factsFor } from "../../../../src/core/lint/connectors/extract.ts";
import type { Finding } from "../../../../src/core/lint/finding.ts";
import type { Grammar } from "../../../../src/core/lint/languages/expression.ts";
import { readings } from "../../../../src/core/lint/languages/families.ts";
import type { GrammarName } from "../../../../src/core/lint/languages/fileKinds.ts";
import { fileKind, isGrammar } from "../../../../src/core/lint/languages/fileKinds.ts";
import { python } from "../../../../src/core/lint/languages/python.ts";
import { Source } from "../../../../src/core/lint/languages/source.ts";
import { ModuleCache, Modules } from "../../../../src/core/lint/project/modules.ts";
import { callsFor, stepsFor } from "../../../../src/core/lint/resolve/budget.ts";
import { Evaluator } from "../../../../src/core/lint/resolve/evaluator.ts";
import { inventedTexts } from "../../../../bench/inventedTexts.ts";
import { pythonRestCode } from "./restCode.ts";
import { samples } from "./randomTexts.ts";
import { code, engine } from "./samples.ts";

/** Questions that the worst texts may cost for each of their lines. */
const questionsPerLine = 7;

/** Lines of them for each call that is described. */
const linesPerCall = 4;

/** A grammar that counts how often it is asked about syntax, which is what an analysis spends its time on. */
class CountedGrammar {
  asked = 0;
  readonly grammar: Grammar;

  constructor(grammar: Grammar) {
    const count =
      <A extends unknown[], R>(answer: (...args: A) => R) =>
      (...args: A): R => {
        this.asked++;
        return answer(...args);
      };
    this.grammar = {
      ...grammar,
      expression: count((node) => grammar.expression(node)),
      binding: count((node) => grammar.binding(node)),
      scopeAround: count((node) => grammar.scopeAround(node)),
      functionAround: count((node) => grammar.functionAround(node)),
      blockAround: count((node) => grammar.blockAround(node)),
      results: count((node) => grammar.results(node)),
      parameters: count((node) => grammar.parameters(node)),
      members: count((node, name) => grammar.members(node, name)),
      selfAssignment: count((node) => grammar.selfAssignment(node)),
      mutation: count((node) => grammar.mutation(node)),
      reference: count((node) => grammar.reference(node)),
    };
  }
}

interface Work {
  readonly sites: number;
  /** Those of which more is said than that they are there. */
  readonly described: number;
  readonly asked: number;
}

/** Where each finding about calls that were not read stands, and how many calls it counts. */
function unread(findings: readonly Finding[]): (readonly [start: number, count: number])[] {
  return findings
    .filter(({ rule }) => rule === "unread-calls")
    .map(({ start, message }) => [start, Number(/, (\d+) calls/.exec(message)?.[1] ?? 1)]);
}

const lineCount = (text: string) => text.split("\n").length;

/** Reads a whole text; says what was found and how often the grammar was asked. */
async function work(text: string, kind: GrammarName = "python"): Promise<Work> {
  const { grammar, family } = readings[kind] ?? { grammar: python, family: "python" };
  await engine.grammars.load(kind);
  const tree = engine.grammars.parse(kind, text);
  const counted = new CountedGrammar(grammar);
  const modules = new Modules(new ModuleCache(), engine.grammars);
  const evaluator = new Evaluator(new Source(text, tree.rootNode, counted.grammar), modules);
  modules.enter("invented", evaluator);
  const { sites } = extract(evaluator, factsFor(family, text));
  tree.delete();
  const described = sites.filter(({ userAgent }) => userAgent.status !== "unknown").length;
  return { sites: sites.length, described, asked: counted.asked };
}

describe("the work of an analysis", () => {
  it("grows with the code and not faster", async () => {
    const [small, large] = [await work(pythonRestCode(300)), await work(pythonRestCode(1200))];
    assert.deepEqual([small.sites, large.sites], [8, 29]);
    const growth = large.asked / small.asked;
    assert.ok(growth < 4.4, `four times the code asks ${growth.toFixed(2)} times as often`);
  });

  for (const [index, { path, text }] of inventedTexts(300).entries()) {
    const kind = fileKind(path);
    if (kind === undefined || !isGrammar(kind) || !readings[kind]) continue;
    it(`has a bound for each line of ${path}, however many there are`, async () => {
      const long = inventedTexts(1200)[index]?.text ?? "";
      const [few, many] = [await work(text, kind), await work(long, kind)];
      const [short, all] = [few.asked / lineCount(text), many.asked / lineCount(long)];
      assert.ok(all <= 1.1 * short, `${short.toFixed(1)} questions for each of 300 lines, ${all.toFixed(1)} of 1 200`);
      assert.ok(all < questionsPerLine, `${all.toFixed(1)} questions for each line`);
      assert.ok(many.described <= lineCount(long) / linesPerCall, `${many.described} calls are described`);
    });
  }

  it("stays within a few questions for each place where a method has the name of a client's", async () => {
    const text = pythonRestCode(1200);
    const places = text.match(/\.(?:get|post|put|patch|delete|request|update)\(/g)?.length ?? 0;
    const { asked } = await work(text);
    assert.ok(asked / places < 40, `${(asked / places).toFixed(1)} questions for each of ${places} places`);
  });

  it("does not follow all places that change the state of a program through each other", async () => {
    const steps = Array.from(
      { length: 150 },
      (_, index) =>
        `    def step${index}(self, call):\n        self.state["k${index}"] = call(self.state)\n        if call.ok:\n            self.state.update(self.state.get("k${index}", self.state))`,
    );
    const text = `import requests\n\n\nclass Log:\n    def __init__(self):\n        self.state = {}\n\n${steps.join("\n\n")}\n`;
    const { asked } = await work(text);
    assert.ok(
      asked / steps.length < 45,
      `${(asked / steps.length).toFixed(0)} questions for each of ${steps.length} steps`,
    );
  });

  it("does not double with each step that may be left out", async () => {
    const steps = (count: number) =>
      code`
        import requests


        def call(host, token, wanted):
            headers = {"Authorization": f"Bearer {token}"}
        #STEPS
            return requests.get(f"https://{host}.cloud.databricks.com/api/2.0/jobs/list", headers=headers)
      `.replace(
        "#STEPS",
        Array.from(
          { length: count },
          (_, index) => `    if wanted[${index}]:\n        headers = {**headers, "X-${index}": wanted[${index}]}`,
        ).join("\n"),
      );
    const [few, many] = [await work(steps(6)), await work(steps(24))];
    assert.deepEqual([few.sites, many.sites], [1, 1]);
    assert.ok(many.asked < 6 * few.asked, `${few.asked} questions for 6 steps, ${many.asked} for 24`);
  });

  it("leaves more than half of what a file may cost in every file of the corpus", async () => {
    for (const { path, text } of samples) {
      const kind = fileKind(path);
      const reading = kind !== undefined && isGrammar(kind) ? readings[kind] : undefined;
      if (kind === undefined || !isGrammar(kind) || !reading) continue;
      await engine.grammars.load(kind);
      const tree = engine.grammars.parse(kind, text);
      const modules = new Modules(new ModuleCache(), engine.grammars);
      const evaluator = new Evaluator(new Source(text, tree.rootNode, reading.grammar), modules);
      modules.enter(path, evaluator);
      extract(evaluator, factsFor(reading.family, text));
      const share = modules.budget.left / stepsFor(evaluator.source.lineCount);
      tree.delete();
      assert.ok(share > 0.5, `${path} leaves ${share.toFixed(2)}`);
    }
  });

  it("is held to a share of the calls where every line makes one, and says of the others that it does not know", async () => {
    const text = `from databricks import sql\n${"sql.connect(server_hostname=host)\n".repeat(1000)}`;
    const { sites, findings } = await engine.check("calls.py", text);
    const missing = sites.filter(({ userAgent }) => userAgent.status === "missing");
    // The search for calls ends where the first of them could not be described any more.
    assert.ok(sites.length > 2 * callsFor(1002) && sites.length < 1000, `${sites.length} calls are found`);
    assert.equal(missing.length, callsFor(1002));
    const others = findings.filter(({ rule }) => rule !== "unread-calls");
    assert.ok(others.every(({ start }) => start <= (missing.at(-1)?.range.start ?? 0)));
    assert.deepEqual(unread(findings), [[sites[missing.length]?.range.start, 1000 - missing.length]]);
  });

  it("counts all calls of a name that stands more often than it is followed", async () => {
    const text = `from databricks import sql\n${"sql.connect(server_hostname=host)\n".repeat(5000)}`;
    const { sites, findings } = await engine.check("calls.py", text);
    const described = sites.filter(({ userAgent }) => userAgent.status === "missing").length;
    assert.deepEqual(
      unread(findings).map(([, count]) => count),
      [5000 - described],
    );
  });

  it("tells where it ended in scripts of the shell, workflows and notebooks as well", async () => {
    const calls = (call: string, indent = "") => `${indent}${call}\n`.repeat(200);
    const curl = "curl https://dbc-1.cloud.databricks.com/api/2.0/jobs/list";
    const cell = { cell_type: "code", source: `from databricks import sql\n${calls("sql.connect()")}`, metadata: {} };
    const texts = {
      "a.sh": calls(curl),
      Dockerfile: `FROM a\n${calls(`RUN ${curl}`)}`,
      ".github/workflows/a.yml": `jobs:\n  a:\n    steps:\n      - run: |\n${calls(curl, "          ")}`,
      "a.ipynb": JSON.stringify({ cells: [cell], metadata: {}, nbformat: 4, nbformat_minor: 5 }),
    };
    for (const [path, text] of Object.entries(texts)) {
      const { findings } = await engine.check(path, text);
      const [[start, count] = [0, 0]] = unread(findings);
      const places = [...text.matchAll(/curl|sql\.connect/g)].map(({ index }) => index);
      const read = places.indexOf(start);
      assert.ok(read > 100 && read < 150, `${read} calls of ${path} are read`);
      assert.equal(count, places.length - read);
    }
  });

  it("is the least for what a program wrote, and says of its calls that it does not know", async () => {
    const call = "sql.connect(server_hostname=host, http_path=path, access_token=token)";
    const [written, minified] = [`${call}\n`.repeat(2000), `${Array(20).fill(call).join(";")}\n`.repeat(100)];
    const statuses = async (text: string) => {
      const { sites, findings } = await engine.check("bundle.py", `from databricks import sql\n${text}`);
      const described = sites.filter(({ userAgent }) => userAgent.status === "missing").length;
      assert.deepEqual(
        unread(findings).map(([, count]) => count),
        [2000 - described],
      );
      return sites.map(({ userAgent }) => userAgent.status);
    };
    const [few, many] = [await statuses(minified), await statuses(written)];
    const isMissing = (status: string) => status === "missing";
    assert.ok(few.filter(isMissing).length < 20, `${few.filter(isMissing).length} calls are described`);
    assert.ok(few.every((status) => status === "unknown" || status === "missing"));
    assert.ok(many.filter(isMissing).length > 100);
  });

  it("describes what several calls share once", async () => {
    const text = code`
      import requests

      headers = {"Accept": "application/json"}
      requests.get("https://dbc-1.cloud.databricks.com/api/2.0/jobs/list", headers=headers)
      requests.get("https://dbc-1.cloud.databricks.com/api/2.0/clusters/list", headers=headers)
    `;
    const { sites } = await engine.check("shared.py", text);
    const [first, second] = sites.map(({ options }) => options.get("headers.Accept"));
    assert.equal(first?.text, "application/json");
    assert.ok(first === second);
  });

  it("goes on from the last place where an object was asked for", async () => {
    const turn = (index: number) =>
      `headers["X-${index}"] = "v";\nawait fetch("https://dbc-1.cloud.databricks.com/api/2.0/jobs/list", { headers });\n`;
    const turns = (count: number) =>
      `const headers = {};\n${Array.from({ length: count }, (_, index) => turn(index)).join("")}`;
    const few = await engine.check("turns.js", turns(3));
    assert.deepEqual(
      few.sites.map(({ options }) => [0, 1, 2].map((index) => options.has(`headers.X-${index}`))),
      [
        [true, false, false],
        [true, true, false],
        [true, true, true],
      ],
    );
    // One that asks for all changes anew at each place ends after 40.
    const many = await engine.check("turns.js", turns(500));
    assert.ok(many.sites.length > 100, `${many.sites.length} calls are described`);
  });

  /** Each function leads to the next one by four ways, which makes 65 536 of them. */
  const maze = Array.from(
    { length: 8 },
    (_, index) =>
      `def step${index}(options):\n    return ${["a", "b", "c", "d"].map((key) => `step${index + 1}({**options, "${key}": ${index}}) if ${key} else`).join(" ")} None\n`,
  ).join("\n\n");

  it("ends for one call where others still have their share, and says then that it does not know", async () => {
    const text = code`
      from databricks import sql


      def step8(options):
          return options


      MAZE

      def odd(host):
          return sql.connect(server_hostname=host, **step0({"user_agent_entry": "acme_loader/1.0"}))


      def plain(host):
          return sql.connect(server_hostname=host)
    `.replace("MAZE", maze);
    const { sites, findings } = await engine.check("maze.py", text);
    assert.deepEqual(
      sites.map(({ userAgent }) => userAgent.status),
      ["unknown", "missing"],
    );
    assert.deepEqual(unread(findings), [[sites[0]?.range.start, 1]]);
  });

  it("takes no default for the value of a parameter whose callers it did not get to", async () => {
    const text = code`
      from databricks import sql


      class Opener:
          def open(self, agent="not a product"):
              return sql.connect(server_hostname="dbc-1.cloud.databricks.com", user_agent_entry=agent)


      def step8(options):
          return options


      MAZE

      step0({"opener": Opener()})["opener"].open("acme_loader/1.0")
    `.replace("MAZE", maze);
    const { sites } = await engine.check("maze.py", text);
    assert.deepEqual(
      sites.map(({ userAgent }) => userAgent.status),
      ["unknown"],
    );
  });
});
