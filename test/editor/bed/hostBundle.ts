import { glob, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { madeFolder, root } from "./places.ts";

const folder = join(root, "test", "editor", "host");

/** Bundles the tests of `test/editor/host` and gives the path of the module. */
export async function bundleHostTests(): Promise<string> {
  const tests: string[] = [];
  for await (const test of glob("**/*.test.ts", { cwd: folder })) tests.push(test);
  // Imported one after the other once mocha has put its globals there.
  const imports = tests.sort().map((test) => `await import(${JSON.stringify(`./${test.replaceAll("\\", "/")}`)});`);
  return await bundleForHost({
    name: "host",
    contents: `import { runMocha } from "./runMocha.ts";\nexport const run = () => runMocha(async () => { ${imports.join("\n")} });`,
  });
}

/**
 * Bundles a module with a `run()` for the extension host, because a desktop VS Code takes no TypeScript.
 * @param contents its source; imports are relative to `test/editor/host`
 * @returns the path of the module, below `out/<name>`
 */
export async function bundleForHost({ name, contents }: { name: string; contents: string }): Promise<string> {
  const out = await madeFolder(join(root, "out", name));
  await writeFile(join(out, "package.json"), '{ "type": "module" }\n');
  const outfile = join(out, "index.js");
  await build({
    stdin: { contents, resolveDir: folder, loader: "ts" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node22",
    sourcemap: "inline",
    external: ["vscode", "mocha"],
    outfile,
    logLevel: "warning",
  });
  return outfile;
}
