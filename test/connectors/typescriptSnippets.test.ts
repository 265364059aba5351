import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { plan, projectOf, projects, snippetsFor } from "../unit/core/scaffold/projects.ts";
import { projectNode, root } from "./bed/paths.ts";
import { runCommand } from "./bed/processes.ts";
import { writeProgram } from "./bed/program.ts";
import { programOf, snippetsOf } from "./snippetFiles.ts";

const compilerOptions = {
  ...{
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: true,
    noEmit: true,
  },
  ...{ target: "es2024", module: "nodenext", types: ["node"], typeRoots: [join(root, "node_modules", "@types")] },
};

const compiler = join(root, "node_modules", "typescript", "bin", "tsc");

/** Node strips types without a look at them. */
describe("TypeScript snippets", function () {
  this.timeout(120_000);

  it("are right by the types of their clients", async () => {
    const programs = snippetsOf("typescript").map(([, snippet]) =>
      programOf(snippet, "https://host", "0123456789abcdef"),
    );
    const files = await Promise.all(programs.map((text) => writeProgram("program.mts", text)));
    const config = await writeProgram("tsconfig.json", JSON.stringify({ compilerOptions, files }));
    const { code, output } = await runCommand(projectNode, [compiler, "-p", config], { cwd: dirname(config) });
    assert.equal(code, 0, output);
  });

  it("are so as the files of a project", async () => {
    const files: string[] = [];
    for (const [, snippet] of snippetsFor(projectOf(projects.TypeScript))) {
      const planned = plan(projects.TypeScript, snippet).files.filter(({ path }) => path.endsWith(".ts"));
      const [first] = planned;
      const folder = dirname(await writeProgram("package.json", '{ "type": "module" }'));
      await mkdir(join(folder, dirname(first?.path ?? "")), { recursive: true });
      for (const { path, text } of planned) {
        await writeFile(join(folder, path), text);
        files.push(join(folder, path));
      }
    }
    const options = { ...compilerOptions, rewriteRelativeImportExtensions: true };
    const config = await writeProgram("tsconfig.json", JSON.stringify({ compilerOptions: options, files }));
    const { code, output } = await runCommand(projectNode, [compiler, "-p", config], { cwd: dirname(config) });
    assert.equal(code, 0, output);
  });
});
