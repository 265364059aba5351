import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { root, temporaryFolder } from "../test/editor/bed/places.ts";
import type { BenchRow } from "./row.ts";
import { median, milliseconds } from "./row.ts";
import { FILES_PER_FOLDER, makeTree, timed } from "./sampleTree.ts";

/** `sql.connect` of the Python connector without `user_agent_entry`, as the other tools say it. */
const astGrepRule = `
id: untagged
language: python
rule:
  pattern: sql.connect($$$ARGS)
  not:
    has:
      stopBy: end
      kind: keyword_argument
      has: { field: name, regex: ^user_agent_entry$ }
`;

const semgrepRule = `
rules:
  - id: untagged
    languages: [python]
    severity: ERROR
    message: No User-Agent.
    patterns:
      - pattern: sql.connect(...)
      - pattern-not: sql.connect(..., user_agent_entry=$UA, ...)
`;

interface Tool {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** How many problems its output names. */
  readonly count: (output: string) => number;
  /** Measured once: it takes so long that a disturbance does not change the verdict. */
  readonly isSlow?: true;
}

/**
 * The command line with all of its rules, against the two tools that one would write such a check with, each with one
 * equivalent rule for Python alone. All must find the same calls.
 */
export const lintRivals: BenchRow = {
  name: "pwaf lint beside ast-grep and semgrep",
  budget: "faster than both",
  holdsAnywhere: true,
  async run({ quick }) {
    // Fewer would measure how fast programs start.
    const files = quick ? 20_000 : 50_000;
    const tree = await makeTree(files);
    const rules = await temporaryFolder("rules");
    const semgrep = await semgrepTool(rules);
    const tools = [pwafTool, astGrepTool(), ...("missing" in semgrep ? [] : [semgrep])];
    const expected = files / FILES_PER_FOLDER / 2;
    for (const { name, command, args, count } of tools) {
      const { stdout } = spawnSync(command, args, { cwd: tree, encoding: "utf8", maxBuffer: 2 ** 28 });
      const found = count(stdout);
      if (found !== expected) throw new Error(`${name} found ${found} of ${expected} calls`);
    }
    const times = new Map<string, number[]>(tools.map(({ name }) => [name, []]));
    for (let round = 0; round < 3; round++) {
      for (const { name, command, args, isSlow } of tools) {
        if (round === 0 || isSlow !== true) times.get(name)?.push(await timed(command, args, tree, [0, 1]));
      }
    }
    const middle = tools.map(({ name }) => ({ name, time: median(times.get(name) ?? []) }));
    const [pwaf, ...others] = middle.map(({ time }) => time);
    const shown = middle.map(({ name, time }) => `${name} ${milliseconds(time)}`);
    return {
      measured: milliseconds(pwaf ?? NaN),
      withinBudget: others.every((time) => pwaf !== undefined && pwaf < time),
      detail: `${files} files; ${[...shown, ...("missing" in semgrep ? [semgrep.missing] : [])].join("; ")}`,
    };
  },
};

const occurrences = (word: RegExp) => (output: string) => output.match(word)?.length ?? 0;

const pwafTool: Tool = {
  name: "pwaf",
  command: process.execPath,
  args: [join(root, "bin", "pwaf.mjs"), "lint", "--format", "json"],
  count: occurrences(/"ua-missing-python-sql"/g),
};

/** Its native program: the one in `@ast-grep/cli` goes through Node first where install scripts do not run. */
function astGrepTool(): Tool {
  const scope = dirname(dirname(createRequire(import.meta.url).resolve("@ast-grep/cli/package.json")));
  const native = readdirSync(scope).find((name) => name.startsWith("cli-"));
  if (native === undefined) throw new Error("@ast-grep/cli has no program for this machine");
  return {
    name: "ast-grep",
    command: join(scope, native, process.platform === "win32" ? "ast-grep.exe" : "ast-grep"),
    args: ["scan", "--inline-rules", astGrepRule, "--json=stream"],
    count: occurrences(/"ruleId":"untagged"/g),
  };
}

/** Semgrep comes from PyPI into a folder of its own in the user's cache. Where it cannot, the row says why. */
async function semgrepTool(folder: string): Promise<Tool | { readonly missing: string }> {
  const { userCache } = (await import(join(root, "scripts", "lib", "paths.mjs"))) as { userCache: () => string };
  const environment = join(userCache(), "semgrep");
  const command = join(environment, process.platform === "win32" ? "Scripts/semgrep.exe" : "bin/semgrep");
  try {
    if (!existsSync(command)) {
      const options = { stdio: "pipe", timeout: 300_000 } as const;
      execFileSync("python3", ["-m", "venv", environment], options);
      execFileSync(join(dirname(command), "pip"), ["install", "--quiet", "semgrep"], options);
    }
  } catch (error) {
    const [reason = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
    return { missing: `semgrep could not be installed (${reason})` };
  }
  const config = join(folder, "untagged.yaml");
  await writeFile(config, semgrepRule);
  const quiet = ["--metrics=off", "--disable-version-check", "--quiet", "--no-git-ignore"];
  return {
    name: "semgrep",
    isSlow: true,
    command,
    args: ["scan", "--config", config, ...quiet, "--json", "."],
    count: occurrences(/"check_id":/g),
  };
}
