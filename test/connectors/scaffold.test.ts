import assert from "node:assert/strict";
import { writeFile, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Project } from "../../src/core/scaffold/project.ts";
import { parseConformance } from "../../src/core/conformance/entries.ts";
import { cloudHosts } from "../../src/emulator/http/cloudHosts.ts";
import { testPrefix } from "../../src/emulator/oidc/testClouds.ts";
import type { Files } from "../unit/core/scaffold/projects.ts";
import { carriedOut, plan, projectOf, projects, snippetsFor } from "../unit/core/scaffold/projects.ts";
import { runningEmulator } from "../unit/emulator/running.ts";
import { cloudNames, projectNode } from "./bed/paths.ts";
import { mustRun, runCommand } from "./bed/processes.ts";
import { writeProgram } from "./bed/program.ts";
import { pythonSite } from "./bed/python.ts";
import { longestMs } from "./bed/toolchain.ts";
import { clientOf } from "./clients.ts";
import { credentialsFor, trustIdentityProvider } from "./credentials.ts";
import { packagesOf } from "./snippetFiles.ts";

/** What runs here: the ways to sign in that need no person, with each client. */
const kinds = ["Python, plain", "Python, FastAPI", "TypeScript", "JavaScript", "Go"] as const;
const auths = new Set(["m2m", "pat", "federation"]);
const host = `https://${cloudHosts[0]}`;
const askRouter = `
from app.main import app
print([route.endpoint() for route in app.routes if route.path == "/databricks/health"][0])
`;
const installMs = 900_000;
const fastApi = "0.121.3";

describe("projects with a connector added, run with the real clients", function () {
  this.timeout(longestMs * 3);
  const emulator = runningEmulator({ proxyPort: 0 });
  const runners = new Map<Project["kind"], Runner>();
  before(async function () {
    this.timeout(installMs);
    trustIdentityProvider(emulator.current);
    for (const [kind, make] of [
      ["python", pythonRunner] as const,
      ["node", nodeRunner] as const,
      ["go", goRunner] as const,
    ]) {
      const runner = await make();
      if (typeof runner === "string") console.log(`    ${runner}`);
      else runners.set(kind, runner);
    }
  });

  for (const kind of kinds) {
    const files: Files = projects[kind];
    for (const [title, snippet] of snippetsFor(projectOf(files))) {
      // What FastAPI adds is the same for all of them.
      if (!auths.has(snippet.auth) || (kind === "Python, FastAPI" && snippet.connector !== "python-sql")) continue;
      it(`${kind}: ${title}`, async function () {
        const run = runners.get(projectOf(files).kind);
        if (!run) return this.skip();
        const after = carriedOut(files, plan(files, snippet));
        const folder = await written(after);
        await run.prepare?.(folder);
        const [entry] = parseConformance(after["pwaf.json"] ?? "").entries;
        assert.ok(entry);
        const { requests, httpPath, proxyUrl, caFile, httpsUrl } = emulator.current;
        const credentials = await credentialsFor(snippet.auth, emulator.current);
        const env = {
          ...run.env,
          DATABRICKS_HOST: host,
          DATABRICKS_HTTP_PATH: httpPath,
          HTTPS_PROXY: run.usesProxy ? proxyUrl : undefined,
          SSL_CERT_FILE: caFile,
          REQUESTS_CA_BUNDLE: caFile,
          NODE_EXTRA_CA_CERTS: caFile,
          PWAF_EMULATOR_PORT: new URL(httpsUrl).port,
          ...credentials,
        };
        requests.clear();
        const [command, ...args] = run.command([...entry.command]);
        const checked = await runCommand(command ?? "", args, { cwd: join(folder, entry.folder), env });
        assert.equal(checked.code, 0, checked.output);
        assert.match(checked.output, /^Databricks knows this program as \S+\.$/m);
        const client = clientOf(projectOf(files).language, snippet.connector);
        const sent = requests.entries.filter(({ path }) => !path.startsWith(testPrefix));
        assert.notEqual(sent.filter((request) => client.isWork(request)).length, 0, checked.output);
        const untagged = sent.filter(
          ({ path, userAgent }) =>
            !client.tagged.test(userAgent) && !client.untagged.some((each) => each.path.test(path)),
        );
        assert.deepEqual(untagged, [], "went out without the identity");

        // Its own tests pass, those that need a workspace among them; and without settings it says what is missing.
        const [tester, ...tests] = run.test(folder);
        const tested = await runCommand(tester ?? "", tests, { cwd: folder, env });
        assert.equal(tested.code, 0, tested.output);
        assert.doesNotMatch(tested.output, /skipped=[1-9]|# skipped [1-9]|ℹ skipped [1-9]|--- SKIP/);
        if (kind === "Python, FastAPI") {
          const routed = await runCommand("python3", ["-c", askRouter], { cwd: folder, env });
          assert.equal(routed.output.trim(), "{'status': 'ok'}");
        }
        const bare = await runCommand(command ?? "", args, { cwd: join(folder, entry.folder), env: run.env });
        // `go run` has an exit code of its own.
        assert.equal(bare.code, run === runners.get("go") ? 1 : 2, bare.output);
        assert.match(bare.output, /[Nn]ot set: DATABRICKS_HOST/);
      });
    }
  }
});

interface Runner {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly usesProxy: boolean;
  prepare?(folder: string): Promise<void>;
  command(command: readonly string[]): readonly string[];
  test(folder: string): readonly string[];
}

async function pythonRunner(): Promise<Runner | string> {
  const { code } = await runCommand("python3", ["-c", "import pip"], { env: process.env });
  if (code !== 0) return "Python is not at hand: nothing of it is run here";
  const packages = snippetsFor(projectOf(projects["Python, plain"])).map(([, each]) => packagesOf("python", each));
  const site = await pythonSite(Object.assign({}, ...packages, { fastapi: fastApi }) as Record<string, string>);
  return {
    env: { PATH: process.env["PATH"], PYTHONPATH: site },
    usesProxy: true,
    command: ([, ...args]) => ["python3", ...args],
    test: (folder) => [
      "python3",
      "-c",
      `import sys, unittest; sys.path[:0] = [${JSON.stringify(join(folder, "src"))}, ${JSON.stringify(folder)}]; unittest.main(module=None, argv=["x", "discover", "tests"])`,
    ],
  };
}

async function nodeRunner(): Promise<Runner> {
  const own = [projectNode, "--import", cloudNames];
  return {
    env: { PATH: process.env["PATH"] },
    usesProxy: false,
    command: ([, ...args]) => [...own, ...args],
    test: () => [...own, "--test"],
  };
}

async function goRunner(): Promise<Runner | string> {
  const { code } = await runCommand("go", ["version"], { env: process.env });
  if (code !== 0) return "Go is not at hand: nothing of it is run here";
  const { PATH, HOME, GOPROXY } = process.env;
  return {
    env: { PATH, HOME, GOPROXY, GOWORK: "off" },
    usesProxy: true,
    prepare: async (folder) => {
      await mustRun("go", ["mod", "tidy"], { env: process.env, cwd: folder, timeoutMs: installMs });
      // Nothing is to be downloaded or built any more when the environment is the program's.
      await mustRun("go", ["vet", "./..."], { env: process.env, cwd: folder, timeoutMs: installMs });
    },
    command: (command) => command,
    test: () => ["go", "test", "-count=1", "-v", "./..."],
  };
}

async function written(files: Files): Promise<string> {
  const folder = dirname(await writeProgram("pwaf.json", files["pwaf.json"] ?? "{}"));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}
