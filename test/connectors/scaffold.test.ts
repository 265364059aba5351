import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Snippet } from "../../src/core/snippets/snippet.ts";
import { cloudHosts } from "../../src/emulator/http/cloudHosts.ts";
import { testPrefix } from "../../src/emulator/oidc/testClouds.ts";
import type { Files } from "../unit/core/scaffold/projects.ts";
import { carriedOut, plan, projectOf, projects, snippetsFor } from "../unit/core/scaffold/projects.ts";
import { runningEmulator } from "../unit/emulator/running.ts";
import { javaProperties } from "./bed/java.ts";
import { openMetadataProxy } from "./bed/metadataProxy.ts";
import { runCommand } from "./bed/processes.ts";
import { writeProgram } from "./bed/program.ts";
import type { ProjectRunner } from "./bed/projects.ts";
import { goRunner, gradleObstacle, javacRunner, mavenRunner, nodeRunner, pythonRunner } from "./bed/projects.ts";
import { longestMs } from "./bed/toolchain.ts";
import { clientOf } from "./clients.ts";
import { credentialsFor, lakebaseSettings, trustIdentityProvider } from "./credentials.ts";
import { packagesOf } from "./snippetFiles.ts";

const host = `https://${cloudHosts[0]}`;
const azureHost = `https://${cloudHosts[1]}`;
const askRouter = `
from app.main import app
print([route.endpoint() for route in app.routes if route.path == "/databricks/health"][0])
`;
const installMs = 900_000;
const fastApi = "0.121.3";

type Kind = keyof typeof projects;
type RunnerName = "python" | "node" | "go" | "javac" | "maven";

interface Way {
  readonly runner: RunnerName;
  /** Kinds that share their code with another one are run in part only. */
  readonly only?: Partial<Pick<Snippet, "connector" | "auth">>;
}

const ways: Readonly<Record<Kind, Way>> = {
  "Python, plain": { runner: "python" },
  "Python, FastAPI": { runner: "python", only: { connector: "python-sql", auth: "m2m" } },
  TypeScript: { runner: "node" },
  JavaScript: { runner: "node", only: { auth: "m2m" } },
  Go: { runner: "go" },
  "Java, Maven": { runner: "javac" },
  "Java, Gradle": { runner: "javac", only: { auth: "m2m" } },
};

describe("projects with a connector added, run with the real clients", function () {
  this.timeout(longestMs * 3);
  const emulator = runningEmulator({ proxyPort: 0, autoConsent: true });
  const runners = new Map<RunnerName, ProjectRunner>();
  before(async function () {
    this.timeout(installMs);
    trustIdentityProvider(emulator.current);
    const { caFile, proxyUrl = "" } = emulator.current;
    const java = await javaProperties({ caFile, proxyUrl });
    const packages = snippetsFor(projectOf(projects["Python, plain"])).map(([, each]) => packagesOf("python", each));
    const made = {
      python: await pythonRunner(Object.assign({}, ...packages, { fastapi: fastApi }) as Record<string, string>),
      node: nodeRunner(),
      go: await goRunner(),
      javac: await javacRunner(java),
      maven: await mavenRunner(java),
    };
    for (const [name, runner] of Object.entries(made) as [RunnerName, ProjectRunner | string][]) {
      if (typeof runner === "string") console.log(`    ${runner}`);
      else runners.set(name, runner);
    }
  });

  for (const [kind, { runner, only = {} }] of Object.entries(ways) as [Kind, Way][]) {
    const tested = new Set<string>();
    for (const [title, snippet] of snippetsFor(projectOf(projects[kind]))) {
      const { connector = snippet.connector, auth = snippet.auth } = only;
      // That one needs a person.
      if (snippet.auth === "u2m" || snippet.connector !== connector || snippet.auth !== auth) continue;
      // Its tests are the same for all ways to sign in.
      const isFirst = !tested.has(snippet.connector) && kind !== "Java, Gradle";
      tested.add(snippet.connector);
      it(`${kind}: ${title}`, async function () {
        const run = runners.get(runner);
        if (!run) return this.skip();
        await prove(kind, snippet, run, isFirst);
      });
    }
  }

  it("Python, plain: two connectors, the second by its check, both by their tests", async function () {
    const run = runners.get("python");
    if (!run) return this.skip();
    const project: Files = projects["Python, plain"];
    const [sql, lakebase] = (["python-sql", "lakebase"] as const).map((connector) =>
      snippetsFor(projectOf(project)).find(([, each]) => each.connector === connector && each.auth === "m2m"),
    );
    if (!sql || !lakebase) return assert.fail();
    await prove("Python, plain", lakebase[1], run, true, carriedOut(project, plan(project, sql[1])));
  });

  it("Java, Maven: by Maven itself", async function () {
    const run = runners.get("maven");
    if (!run) return this.skip();
    const [, snippet] = snippetsFor(projectOf(projects["Java, Maven"]))[0] ?? assert.fail();
    await prove("Java, Maven", snippet, run, true);
  });

  it("Java, Gradle: by Gradle itself", async function () {
    const obstacle = await gradleObstacle();
    if (obstacle === undefined) return assert.fail("Gradle is at hand now: run a project with it here.");
    console.log(`      ${obstacle}`);
    this.skip();
  });

  async function prove(
    kind: Kind,
    snippet: Snippet,
    run: ProjectRunner,
    isFirst: boolean,
    files: Files = projects[kind],
  ): Promise<void> {
    const planned = plan(files, snippet);
    const folder = await written(carriedOut(files, planned));
    await run.prepare?.(folder);
    const { requests, httpPath, proxyUrl, caFile, httpsUrl } = emulator.current;
    const credentials = await credentialsFor(snippet.auth, emulator.current);
    // Go's clients ask for a managed identity at the fixed address of a virtual machine, in plain HTTP.
    const authority = credentials["AZURE_POD_IDENTITY_AUTHORITY_HOST"];
    const metadata = authority === undefined ? undefined : await openMetadataProxy(authority);
    const env = {
      ...run.env,
      DATABRICKS_HOST: snippet.auth === "azure-msi" ? azureHost : host,
      DATABRICKS_HTTP_PATH: httpPath,
      ...(snippet.connector === "lakebase" && lakebaseSettings(emulator.current)),
      HTTPS_PROXY: run.usesProxy ? proxyUrl : undefined,
      HTTP_PROXY: kind === "Go" ? metadata?.url : undefined,
      SSL_CERT_FILE: caFile,
      REQUESTS_CA_BUNDLE: caFile,
      NODE_EXTRA_CA_CERTS: caFile,
      PWAF_EMULATOR_PORT: new URL(httpsUrl).port,
      ...credentials,
    };
    requests.clear();
    const [command = "", ...args] = await run.command(planned.check.command, folder);
    const cwd = join(folder, planned.check.folder ?? "");
    const checked = await runCommand(command, args, { cwd, env });
    assert.equal(checked.code, 0, checked.output);
    assert.match(checked.output, /^Databricks knows this program as \S+\.$/m);
    const client = clientOf(projectOf(files).language, snippet.connector);
    const sent = requests.entries.filter(({ path }) => !path.startsWith(testPrefix));
    assert.notEqual(sent.filter((request) => client.isWork(request)).length, 0, checked.output);
    const untagged = sent.filter(
      ({ path, userAgent }) => !client.tagged.test(userAgent) && !client.untagged.some((each) => each.path.test(path)),
    );
    assert.deepEqual(untagged, [], "went out without the identity");
    await metadata?.close();
    if (!isFirst) return;

    // Its own tests pass, those that need a workspace among them; and without settings it says what is missing.
    const [tester = "", ...tests] = run.test(folder);
    const tested = await runCommand(tester, tests, { cwd: folder, env });
    assert.equal(tested.code, 0, tested.output);
    assert.match(tested.output, runTests);
    assert.doesNotMatch(tested.output, skippedTests);
    if (kind === "Python, FastAPI") {
      const routed = await runCommand("python3", ["-c", askRouter], { cwd: folder, env });
      assert.equal(routed.output.trim(), "{'status': 'ok'}");
    }
    const bare = await runCommand(command, args, { cwd, env: run.env });
    assert.equal(bare.code, run.unsetCode, bare.output);
    assert.match(bare.output, /[Nn]ot set: DATABRICKS_HOST/);
  }
});

/** How the runners count: unittest, Node, Go, JUnit's launcher, Maven. */
const runTests = /^Ran \d+ tests|[#ℹ] pass [1-9]|--- PASS|[1-9]\d* tests successful|Tests run: [1-9]/m;
const skippedTests = /skipped=[1-9]|[#ℹ] skipped [1-9]|--- SKIP|[1-9]\d* tests (?:aborted|skipped)|Skipped: [1-9]/;

async function written(files: Files): Promise<string> {
  const folder = dirname(await writeProgram("pwaf.json", files["pwaf.json"] ?? "{}"));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}
