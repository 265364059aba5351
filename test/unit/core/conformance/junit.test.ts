import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { junitXml } from "../../../../src/core/conformance/junit.ts";
import { entryOf, resultOf, runOf, sessionOf } from "./samples.ts";

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
  readonly children: readonly Element[];
}

/** Reads XML with an ordinary parser, as CI systems do. */
const reader = `
import json, sys
from xml.etree import ElementTree
def element(e):
    return {"name": e.tag, "attributes": e.attrib, "text": e.text or "", "children": [element(c) for c in e]}
print(json.dumps(element(ElementTree.fromstring(sys.stdin.buffer.read()))))
`;

interface Rule {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  readonly children: readonly string[];
  readonly hasText?: true;
}

/** What we use of `junit-10.xsd` of Jenkins' xUnit plugin: a file that breaks it is dropped there as a whole. */
const schema: Readonly<Record<string, Rule>> = {
  testsuites: { required: [], optional: ["name", "time", "tests", "failures", "errors"], children: ["testsuite"] },
  testsuite: {
    required: ["name", "tests", "failures", "errors"],
    optional: ["time", "skipped", "timestamp", "hostname", "file"],
    children: ["properties", "testcase"],
  },
  properties: { required: [], optional: [], children: ["property"] },
  property: { required: ["name", "value"], optional: [], children: [] },
  testcase: {
    required: ["name"],
    optional: ["classname", "time"],
    children: ["skipped", "error", "failure", "system-out"],
  },
  failure: { required: [], optional: ["message", "type"], children: [], hasText: true },
  error: { required: [], optional: ["message", "type"], children: [], hasText: true },
  skipped: { required: [], optional: [], children: [] },
  "system-out": { required: [], optional: [], children: [], hasText: true },
};
/** Its `SUREFIRE_TIME`, as far as we go. */
const surefireTime = /^\d{1,3}(?:,?\d{3})*\.\d*$/;

function check({ name, attributes, text, children }: Element): void {
  const rule = schema[name];
  assert.ok(rule, `no such element: ${name}`);
  for (const attribute of Object.keys(attributes))
    assert.ok([...rule.required, ...rule.optional].includes(attribute), `${name}.${attribute}`);
  for (const attribute of rule.required) assert.ok(attribute in attributes, `${name} without ${attribute}`);
  if (attributes["time"] !== undefined) assert.match(attributes["time"], surefireTime);
  if (!rule.hasText) assert.equal(text.trim(), "", name);
  const order = children.map((child) => rule.children.indexOf(child.name));
  assert.ok(!order.includes(-1), `${name} must not hold ${children.map((child) => child.name).join(", ")}`);
  assert.deepEqual(
    order,
    order.toSorted((a, b) => a - b),
  );
  children.forEach(check);
}

describe("JUnit XML of a conformance run", () => {
  function read(xml: string): Element {
    const { stdout, stderr, status } = spawnSync("python3", ["-c", reader], { input: xml, encoding: "utf8" });
    assert.equal(status, 0, stderr);
    return JSON.parse(stdout) as Element;
  }

  before(function () {
    if (spawnSync("python3", ["--version"]).status === 0) return;
    console.log("    Python is not at hand: the XML is read by no parser here");
    this.skip();
  });

  const odd = `<a href="x">&'\u0000\u0008\u001b[31mred\u001b[0m ]]> \ud800 \u{1f600}\r\nnext\ttab`;
  const problems = [
    { check: "untagged", message: `GET /${odd} is untagged.`, rule: "ua-missing-http" },
    { check: "auth", message: "second" },
  ] as const;
  const run = runOf(
    resultOf(),
    resultOf({ entry: entryOf({ name: "b", line: 9 }), outcome: "failed", problems, output: odd }),
    resultOf({ outcome: "notRun", obstacle: "There is no profile.", ms: 0 }),
    resultOf({ outcome: "cancelled" }),
  );

  it("is read by a parser and has nothing that the schema does not know", () => {
    const root = read(junitXml(run));
    check(root);
    const [suite] = root.children;
    assert.deepEqual(suite?.attributes, {
      name: "Acme_Loader/1.2.0 on https://x.example",
      ...{ tests: "4", failures: "1", errors: "1", skipped: "1", time: "2.000" },
      ...{ timestamp: "2026-11-21T10:00:00", hostname: "localhost", file: "pwaf.json" },
    });
  });

  it("says of each entry where it stands, what came of it and what was recorded", () => {
    const [passed, failed, notRun, cancelled] = read(junitXml(run)).children[0]!.children.slice(1);
    assert.deepEqual(passed?.attributes, {
      classname: "rest",
      name: "m2m",
      time: "1.234",
    });
    assert.match(
      passed.children[0]?.text ?? "",
      /^Recorded:\ntagged {4}GET \/api\/2\.0\/x .*\n +Acme_Loader\/1\.2\.0\nknown/,
    );
    assert.equal(failed?.attributes["name"], "m2m/b");
    const [failure, output] = failed.children;
    assert.equal(failure?.attributes["type"], "untagged");
    const clean = '<a href="x">&\'\ufffd\ufffdred ]]> \ufffd \u{1f600}\nnext\ttab';
    assert.equal(failure.text, `pwaf.json:9\nGET /${clean} is untagged. (ua-missing-http)\nsecond`);
    assert.ok(output?.text.endsWith(`Output:\n${clean}`), output?.text);
    assert.equal(notRun?.children[0]?.text, "pwaf.json:4");
    assert.deepEqual(notRun.children[0].attributes, { message: "There is no profile.", type: "could not run" });
    assert.equal(cancelled?.children[0]?.name, "skipped");
  });

  it("is read when nothing ran at all", () => {
    check(read(junitXml(runOf())));
    check(
      read(
        junitXml(
          runOf(resultOf({ run: { ending: { kind: "exited", code: 0 }, session: sessionOf([]), variables: [] } })),
        ),
      ),
    );
  });
});
