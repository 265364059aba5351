import { callLines } from "./calls.ts";
import type { ConformanceResult, ConformanceRun, Problem } from "./result.ts";

/**
 * The results as JUnit XML, in the form that CI systems share: a suite with one case per entry, the connector as its
 * class. What could not run is an `error`, what was cancelled is `skipped`. Valid by `junit-10.xsd` of Jenkins' xUnit
 * plugin, which drops a file that is not; it knows no place of a case, so that stands in the texts.
 */
export function junitXml(run: ConformanceRun): string {
  const { results, started, ms, configFile } = run;
  const count = (outcome: ConformanceResult["outcome"]) => results.filter((one) => one.outcome === outcome).length;
  const counts = {
    tests: results.length,
    failures: count("failed"),
    errors: count("notRun"),
    skipped: count("cancelled"),
    time: seconds(ms),
  };
  const suite = {
    name: `${run.identity} on ${run.target}`,
    ...counts,
    timestamp: started.replace(/\.\d+Z$/, ""),
    hostname: "localhost",
    file: configFile,
  };
  const { skipped, ...total } = counts;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: "pwaf conform", ...total })}>`,
    `  <testsuite${attributes({ ...suite, skipped })}>`,
    "    <properties>",
    ...[`pwaf ${run.toolVersion}`].map((value) => `      <property${attributes({ name: "tool", value })}/>`),
    "    </properties>",
    ...results.map((result) => testCase(result, configFile)),
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}

function testCase(
  { entry, ms, outcome, problems, obstacle = "", run, output }: ConformanceResult,
  file: string,
): string {
  const { connector, auth, name, line } = entry;
  const names = { classname: connector, name: name === undefined ? auth : `${auth}/${name}` };
  const place = `${file}:${line}`;
  const calls = run ? callLines(run.session) : [];
  const recorded = calls.length === 0 ? "" : `Recorded:\n${calls.join("\n")}\n`;
  const printed = recorded + (output === "" ? "" : `Output:\n${output}`);
  const body = [
    ...(outcome === "failed" ? [failure(problems, place)] : []),
    ...(outcome === "notRun"
      ? [`<error${attributes({ message: obstacle, type: "could not run" })}>${text(place)}</error>`]
      : []),
    ...(outcome === "cancelled" ? ["<skipped/>"] : []),
    ...(printed === "" ? [] : [`<system-out>${text(printed)}</system-out>`]),
  ];
  const head = `    <testcase${attributes({ ...names, time: seconds(ms) })}`;
  return body.length === 0 ? `${head}/>` : `${head}>\n${body.map((part) => `      ${part}\n`).join("")}    </testcase>`;
}

function failure(problems: readonly Problem[], place: string): string {
  const [first] = problems;
  const lines = problems.map(({ message, rule }) => (rule === undefined ? message : `${message} (${rule})`));
  return `<failure${attributes({ message: first?.message ?? "", type: first?.check ?? "" })}>${text([place, ...lines].join("\n"))}</failure>`;
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  const all = Object.entries(values).map(
    ([name, value]) =>
      ` ${name}="${text(String(value))
        .replaceAll('"', "&quot;")
        .replace(/[\n\t]/g, " ")}"`,
  );
  return all.join("");
}

/** XML 1.0 knows no control characters, not even escaped, and no lone surrogates. Colours of a terminal go without a trace. */
function text(value: string): string {
  return value
    .replace(/\r\n?/g, "\n")
    .replace(/\u001b\[[\d;]*[A-Za-z]/g, "")
    .replace(/[^\t\n -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}
