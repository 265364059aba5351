import { glob, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { root } from "./places.ts";

const folder = join(root, "test", "editor", "host");

/**
 * Bundles the tests that run inside the extension host into one module with a `run()`, because a desktop VS Code takes no TypeScript.
 * @returns the path of the module.
 */
export async function bundleHostTests(): Promise<string> {
  const out = join(root, "out", "host");
  await mkdir(out, { recursive: true });
  await writeFile(join(out, "package.json"), '{ "type": "module" }\n');
  const tests: string[] = [];
  for await (const test of glob("**/*.test.ts", { cwd: folder })) tests.push(test);
  // Imported one after the other once mocha has put its globals there.
  const imports = tests.sort().map((test) => `await import(${JSON.stringify(`./${test.replaceAll("\\", "/")}`)});`);
  await build({
    stdin: {
      contents: `import { runMocha } from "./runMocha.ts";\nexport const run = () => runMocha(async () => { ${imports.join("\n")} });`,
      resolveDir: folder,
      loader: "ts",
    },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node22",
    sourcemap: "inline",
    external: ["vscode", "mocha"],
    outfile: join(out, "index.js"),
    logLevel: "warning",
  });
  return join(out, "index.js");
}
