// Everything that must hold, on a machine with nothing but Node. `npm test -- --help` says how to run a part of it.
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureProject } from "./lib/ensure.mjs";
import { root } from "./lib/paths.mjs";
import { main, say, seconds, Stop } from "./lib/say.mjs";

/** A step that takes longer hangs. Connectors may have to download their clients first. */
const LONGEST_MS = 20 * 60_000;

const usage = `Usage: npm test [-- STEP [mocha options]]

Runs everything that must hold, or one step of it:

  types        the type checker
  lint         ESLint and Prettier
  unit         tests that need no editor
  webviews     the panels in Chromium
  editor       a real VS Code in Chromium: from inside, and by mouse and keyboard
  installed    the packaged extension and the npm package
  desktop      the steps of “editor” in VS Code for the desktop
  connectors   each snippet with the real client of its language;
               with --write, docs/connectors.md is written as well
  peers        the explorer's client against the open-source Unity Catalog

The last three run only when they are named. An example: npm test -- unit --grep "pwaf lint"`;

await main(async () => {
  if (["--help", "-h"].includes(process.argv[2])) {
    say(usage);
    return 0;
  }
  const code = await ensureProject(fileURLToPath(import.meta.url));
  if (code !== undefined) return code;
  // These need what has just been installed.
  const { ensureBuilt } = await import("./lib/build.mjs");
  const { ensureChromium } = await import("./lib/chromium.mjs");
  const { ensureCodeServer } = await import("./lib/codeServer.mjs");
  const { desktopCode } = await import("./lib/desktop.mjs");

  const [only, ...mochaOptions] = process.argv.slice(2);
  const isWriting = only === "connectors" && mochaOptions.includes("--write");
  const { steps, bed } = chosenSteps(
    only,
    isWriting ? mochaOptions.filter((each) => each !== "--write") : mochaOptions,
  );
  const env = { ...process.env };
  if (isWriting) env.PWAF_WRITE_DOCS = "1";
  if (bed === "desktop") env.PWAF_DESKTOP_CODE = await desktopCode();
  if (bed === "browser") await ensureCodeServer();
  if (bed !== undefined) env.PWAF_CHROMIUM = await ensureChromium();
  if (bed !== undefined) await rm(join(root, "out", "failures"), { recursive: true, force: true });

  const started = performance.now();
  const results = await runSteps(steps, { env, build: ensureBuilt, isAlone: steps.length === 1 });
  return summarize(results, started);
});

/**
 * The steps, in the order in which they should start: what others wait for and what takes long comes first.
 * `bed` says which VS Code they need, if any.
 */
function chosenSteps(only, mochaOptions) {
  const tests = (name, ...patterns) => ({ name, mocha: [...mochaOptions, ...patterns] });
  const build = { name: "build", build: true };
  const types = { name: "types", commands: tsconfigs().map((file) => ["node_modules/typescript/bin/tsc", "-p", file]) };
  const eslint = {
    name: "lint",
    commands: [["node_modules/eslint/bin/eslint.js", ".", "--cache", "--cache-location", ".cache/eslint"]],
  };
  const format = {
    name: "format",
    commands: [["node_modules/prettier/bin/prettier.cjs", "--check", "--log-level", "warn", "."]],
  };
  // They wait for servers most of the time, so files run side by side.
  const unit = tests("unit", "--parallel", "--jobs", "3", "test/unit/**/*.test.ts");
  const webviews = tests("webviews", "test/webviews/**/*.test.ts");
  const host = { name: "editor host", host: mochaOptions, after: ["build"] };
  const ui = { ...tests("editor ui", "test/editor/ui/**/*.test.ts"), after: ["build"] };
  // Packaging replaces the build that the others work with, so it waits for them.
  const before = [unit, webviews, host, ui].map(({ name }) => name);
  const packaging = { name: "package", commands: [["scripts/package.mjs"]], after: before };
  const installed = { ...tests("editor installed", "test/editor/packaged/**/*.test.ts"), after: ["package"] };
  const all = { steps: [build, unit, types, ui, eslint, host, webviews, format, packaging, installed], bed: "browser" };
  const groups = {
    types: { steps: [types] },
    lint: { steps: [eslint, format] },
    unit: { steps: [unit] },
    webviews: { steps: [webviews], bed: "chromium" },
    editor: { steps: [build, host, ui], bed: "browser" },
    installed: { steps: [packaging, installed], bed: "browser" },
    desktop: { steps: [build, host, ui], bed: "desktop" },
    connectors: { steps: [tests("connectors", "test/connectors/**/*.test.ts")] },
    peers: { steps: [tests("peers", "test/peers/**/*.test.ts")] },
  };
  if (only === undefined) return all;
  if (!Object.hasOwn(groups, only))
    throw new Stop(`There is no step “${only}”; steps are ${Object.keys(groups).join(", ")}.`);
  return groups[only];
}

function tsconfigs() {
  const files = ["tsconfig.json", "tsconfig.webviews.json", "test/webviews/tsconfig.json"];
  return files.filter((file) => existsSync(join(root, file)));
}

/** Two at a time: the browser tests wait more than they work, and the machine may have two cores only. */
async function runSteps(steps, context) {
  const counts = await mkdtemp(join(tmpdir(), "pwaf-counts-"));
  const results = new Map();
  const planned = new Set(steps.map(({ name }) => name));
  const waiting = [...steps];
  const running = new Set();
  while (waiting.length > 0 || running.size > 0) {
    const index = waiting.findIndex(({ after }) =>
      (after ?? []).every((name) => results.has(name) || !planned.has(name)),
    );
    if (running.size < 2 && index >= 0) {
      const [step] = waiting.splice(index, 1);
      const work = runStep(step, { ...context, results, file: join(counts, `${step.name}.json`) }).then((result) => {
        running.delete(work);
        results.set(step.name, { ...result, name: step.name });
        report(step.name, result, context);
      });
      running.add(work);
    } else await Promise.race(running);
  }
  await rm(counts, { recursive: true, force: true });
  return [...results.values()];
}

async function runStep(step, { env, build, isAlone, results, file }) {
  const started = performance.now();
  const outcome = async () => {
    const broken = ["build", "package"].find((name) => step.after?.includes(name) && results.get(name)?.failed > 0);
    if (broken) return failed(`not run, because “${broken}” failed`);
    if (step.build) return await builds(build);
    if (step.commands) return await runCommands(step.commands, env);
    const command = step.host
      ? ["test/editor/bed/runHost.ts", ...step.host]
      : [join("node_modules", "mocha", "bin", "mocha.js"), ...reporter(file, isAlone), ...step.mocha];
    return await runTests(command, { env: { ...env, PWAF_COUNTS: file }, file, isAlone });
  };
  return { ...(await outcome()), time: seconds(started) };
}

function reporter(file, isAlone) {
  const options = [`file=${file}`, ...(isAlone ? [] : ["failuresOnly=true"])];
  return ["--reporter", "scripts/lib/mochaReporter.cjs", ...options.flatMap((option) => ["--reporter-option", option])];
}

/** A step that failed as a whole. */
function failed(output) {
  return { passed: 0, failed: 1, skipped: [], failures: [output], output };
}

/** A step that counts as `passed` tests, all of them good. */
function good(passed) {
  return { passed, failed: 0, skipped: [], failures: [], output: "" };
}

/** A build is not a test, unless it breaks. */
async function builds(build) {
  try {
    await build();
    return good(0);
  } catch (error) {
    return failed(error.message);
  }
}

/** Several commands that count as one test. */
async function runCommands(commands, env) {
  const { run } = await import("./lib/run.mjs");
  await mkdir(join(root, ".cache"), { recursive: true });
  const bad = [];
  for (const [program, ...args] of commands) {
    const { code, output } = await run(process.execPath, [join(root, program), ...args], { env });
    if (code !== 0) bad.push(output);
  }
  return bad.length === 0 ? good(1) : failed(bad.join("\n"));
}

async function runTests(command, { env, file, isAlone }) {
  const { start } = await import("./lib/run.mjs");
  let output = "";
  const child = start(process.execPath, command, {
    env,
    onOutput(text) {
      output += text;
      if (isAlone) process.stdout.write(text);
    },
  });
  const late = setTimeout(() => {
    output += `\nstopped, because it had not ended after ${LONGEST_MS / 60_000} minutes`;
    void child.stop();
  }, LONGEST_MS);
  const code = await child.ended;
  clearTimeout(late);
  const counts = await readFile(file, "utf8").then(JSON.parse, () => undefined);
  if (counts === undefined) return failed(`${output}\nended with exit code ${code} before it could count its tests`);
  if (code !== 0 && counts.failed === 0)
    return { ...counts, ...failed(`${output}\nended with exit code ${code}`), passed: counts.passed };
  if (counts.passed + counts.failed + counts.skipped.length === 0) return failed(`${output}\nran no test`);
  return { ...counts, output };
}

function report(name, { passed, failed, skipped, output, time }, { isAlone }) {
  const counts = passed + failed > 1 ? `${passed} passed${failed ? `, ${failed} failed` : ""}, ` : "";
  if (failed > 0 && !isAlone) say(`\n${output.trimEnd()}\n`);
  say(`${failed > 0 ? "✖" : "✔"} ${name} (${counts}${time})`);
  for (const title of skipped) say(`  skipped: ${title}`);
}

function summarize(results, started) {
  const sum = (count) => results.reduce((total, result) => total + count(result), 0);
  const [passed, failed, skipped] = [sum((r) => r.passed), sum((r) => r.failed), sum((r) => r.skipped.length)];
  if (existsSync(join(root, "out", "failures"))) say("What failed tests left is in out/failures.");
  // Once more at the end: the whole reports lie far above, between those of the other steps.
  const failures = results.flatMap(({ name, failures }) => failures.map((each) => `✖ ${name}: ${shortened(each)}`));
  if (failures.length > 0) say(`\nWhat failed:\n${failures.join("\n")}`);
  say(`\nIn ${seconds(started)}:`);
  say(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}`);
  return failed === 0 && passed + skipped > 0 ? 0 : 1;
}

/** The beginning of a report, which names the test and what was wrong, and its end, which says what stood in the way. */
function shortened(report) {
  const lines = report.trim().split("\n");
  const kept = lines.length > 14 ? [...lines.slice(0, 6), "…", ...lines.slice(-7)] : lines;
  return kept.join("\n  ");
}
