import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { readDependencies } from "../../../src/core/lint/dependencies/readDependencies.ts";

import { jarsOf, options } from "./java.ts";
import { cloudNames, projectNode } from "./paths.ts";
import { mustRun, runCommand } from "./processes.ts";
import { pythonSite } from "./python.ts";

const installMs = 900_000;

/** How the projects of one kind are run with what is on this machine. */
export interface ProjectRunner {
  /** What the toolchain itself needs of the environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Its clients ask an https proxy; the others are led by names. */
  readonly usesProxy: boolean;
  /** Exit code of a check that lacks settings. */
  readonly unsetCode: number;
  /** Downloads and builds what must be there before the environment is that of a program. */
  prepare?(folder: string): Promise<void>;
  /** The project's own check, as it runs here. */
  command(command: readonly string[], folder: string): Promise<readonly string[]> | readonly string[];
  /** The project's own tests. */
  test(folder: string): readonly string[];
}

/** @param packages of all programs. @returns why not, where there is no Python */
export async function pythonRunner(packages: Readonly<Record<string, string>>): Promise<ProjectRunner | string> {
  const { code } = await runCommand("python3", ["-c", "import pip"], { env: process.env });
  if (code !== 0) return "Python is not at hand: nothing of it is run here";
  const site = await pythonSite(packages);
  return {
    env: { PATH: process.env["PATH"], PYTHONPATH: site },
    usesProxy: true,
    unsetCode: 2,
    command: ([, ...args]) => ["python3", ...args],
    test: (folder) => [
      "python3",
      "-c",
      `import sys, unittest; sys.path[:0] = [${JSON.stringify(join(folder, "src"))}, ${JSON.stringify(folder)}]; unittest.main(module=None, argv=["x", "discover", "tests"])`,
    ],
  };
}

export function nodeRunner(): ProjectRunner {
  const own = [projectNode, "--import", cloudNames];
  return {
    env: { PATH: process.env["PATH"] },
    usesProxy: false,
    unsetCode: 2,
    command: ([, ...args]) => [...own, ...args],
    test: () => [...own, "--test"],
  };
}

/** @returns why not, where there is no Go */
export async function goRunner(): Promise<ProjectRunner | string> {
  const { code } = await runCommand("go", ["version"], { env: process.env });
  if (code !== 0) return "Go is not at hand: nothing of it is run here";
  const { PATH, HOME, GOPROXY } = process.env;
  return {
    env: { PATH, HOME, GOPROXY, GOWORK: "off" },
    usesProxy: true,
    // `go run` has an exit code of its own.
    unsetCode: 1,
    prepare: async (folder) => {
      const laidOut = await mustRun("gofmt", ["-l", "."], { env: process.env, cwd: folder });
      if (laidOut !== "") throw new Error(`gofmt would change ${laidOut}`);
      await mustRun("go", ["mod", "tidy"], { env: process.env, cwd: folder, timeoutMs: installMs });
      // Nothing is to be downloaded or built any more when the environment is the program's.
      await mustRun("go", ["vet", "./..."], { env: process.env, cwd: folder, timeoutMs: installMs });
    },
    command: (command) => command,
    test: () => ["go", "test", "-count=1", "-v", "./..."],
  };
}

/** Programs of a second are not worth the second compiler. */
const quickStart = "-XX:TieredStopAtLevel=1";

/** Maven itself, which starts in seconds: for one project. @returns why not, where there is no Maven */
export async function mavenRunner(properties: Readonly<Record<string, string>>): Promise<ProjectRunner | string> {
  const { code } = await runCommand("mvn", ["--version"], { env: process.env });
  if (code !== 0) return "Maven is not at hand: nothing of it is run here";
  const { PATH, HOME } = process.env;
  return {
    env: { PATH, HOME, JAVA_TOOL_OPTIONS: [quickStart, ...options(properties)].join(" ") },
    usesProxy: false,
    unsetCode: 2,
    prepare: async (folder) => {
      // Whatever the goals need is fetched by running them; the second fails, for it is told no class.
      const run = { env: { ...process.env, JAVA_TOOL_OPTIONS: quickStart }, cwd: folder, timeoutMs: installMs };
      await mustRun("mvn", ["--batch-mode", "--quiet", "test"], run);
      await runCommand("mvn", ["--batch-mode", "--quiet", "org.codehaus.mojo:exec-maven-plugin:java"], run);
    },
    command: ([tool = "", ...args]) => [tool, "--offline", ...args],
    test: () => ["mvn", "--offline", "--batch-mode", "test"],
  };
}

/** JUnit's own runner, which has all of JUnit in one jar. */
const junit = { "org.junit.platform:junit-platform-console-standalone": "1.11.4" };

/**
 * Java's compiler, with exactly the jars that a project's build file names: what Maven and Gradle do, in a second.
 * @returns why not, where there is no compiler
 */
export async function javacRunner(properties: Readonly<Record<string, string>>): Promise<ProjectRunner | string> {
  for (const [command, argument] of [["javac", "-version"] as const, ["mvn", "--version"] as const]) {
    const { code } = await runCommand(command, [argument], { env: process.env });
    if (code !== 0) return `${command} is not at hand: no Java is run here`;
  }
  const launcherJars = await jarsOf(junit);
  const jars = new Map<string, string>();
  const libraries = (folder: string) => [jars.get(folder) ?? "", launcherJars].map((each) => join(each, "*"));
  const classPath = (folder: string) => [join(folder, "out"), ...libraries(folder)].join(delimiter);
  return {
    env: { PATH: process.env["PATH"], JAVA_TOOL_OPTIONS: [quickStart, ...options(properties)].join(" ") },
    usesProxy: false,
    unsetCode: 2,
    prepare: async (folder) => {
      jars.set(folder, await jarsOf(await packagesIn(folder)));
      const sources = (await readdir(join(folder, "src"), { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile() && entry.name.endsWith(".java"))
        .map(({ parentPath, name }) => join(parentPath, name));
      const args = [
        "--release",
        "11",
        "-Xlint:all",
        "-Werror",
        "-d",
        join(folder, "out"),
        "-cp",
        libraries(folder).join(delimiter),
      ];
      await mustRun("javac", [...args, ...sources], { env: { ...process.env, JAVA_TOOL_OPTIONS: quickStart } });
    },
    command: async (command, folder) => ["java", "-cp", classPath(folder), await mainClassOf(command, folder)],
    test: (folder) => {
      const launcher = "org.junit.platform.console.ConsoleLauncher";
      return ["java", "-cp", classPath(folder), launcher, "execute", `--scan-classpath=${join(folder, "out")}`];
    },
  };
}

/** Why no build of Gradle is run; undefined where it can be. */
export async function gradleObstacle(): Promise<string | undefined> {
  const { code } = await runCommand("gradle", ["--version"], { env: process.env });
  return code === 0
    ? undefined
    : "Gradle is not at hand, and in no package registry: its projects are compiled with the jars that build.gradle.kts names";
}

/** What the build file asks for at a version, `group:artifact`; test libraries come with the runner. */
async function packagesIn(folder: string): Promise<Record<string, string>> {
  const found = buildFiles.filter((name) => existsSync(join(folder, name)));
  const texts = await Promise.all(
    found.map(async (name) => readDependencies(name, await readFile(join(folder, name), "utf8"))),
  );
  const all = texts.flat().filter(({ name }) => !name.startsWith("org.junit"));
  return Object.fromEntries(all.map(({ name, requested }) => [name, requested]));
}

const buildFiles = ["pom.xml", "build.gradle.kts"];

/** The class that the check's command names, or the task that it runs. */
async function mainClassOf(command: readonly string[], folder: string): Promise<string> {
  const [, named] = /-Dexec\.mainClass=(\S+)/.exec(command.join(" ")) ?? [];
  if (named !== undefined) return named;
  const build = await readFile(join(folder, "build.gradle.kts"), "utf8");
  const [, set = ""] = /mainClass\.set\("([^"]+)"\)/.exec(build) ?? [];
  return set;
}
