// Builds everything that runs outside a test: the extension, the SQL driver process, the webviews and the command line.
// Usage: node esbuild.mjs [--production] [--watch]
import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import * as esbuild from "esbuild";

const production = process.argv.includes("--production");
const watch = process.argv.includes("--watch");
const require = createRequire(import.meta.url);

const common = {
  bundle: true,
  // Its default entry is UMD, whose inner `require`s no bundler can see.
  alias: { "jsonc-parser": "jsonc-parser/lib/esm/main.js" },
  minify: production,
  sourcemap: production ? false : "linked",
  logLevel: "warning",
  metafile: true,
};

/** CommonJS packages inside an ES module bundle still call `require`, `__filename` and `__dirname`. */
const nodeBanner = {
  js: [
    'import { createRequire as __pwafRequire } from "node:module";',
    'import { fileURLToPath as __pwafPath } from "node:url";',
    'import { dirname as __pwafDirname } from "node:path";',
    "const require = __pwafRequire(import.meta.url);",
    "const __filename = __pwafPath(import.meta.url);",
    "const __dirname = __pwafDirname(__filename);",
  ].join("\n"),
};

const node = {
  ...common,
  platform: "node",
  format: "esm",
  target: "node22",
  banner: nodeBanner,
  // Its CommonJS form hides its own parts from a bundler.
  alias: { "jsonc-parser": "jsonc-parser/lib/esm/main.js" },
};

const builds = [
  // Split, so that `activate()` loads neither the SDK, nor OAuth, nor the grammars.
  {
    ...node,
    entryPoints: { extension: "src/extension.ts" },
    outdir: "dist",
    splitting: true,
    chunkNames: "chunks/[name]-[hash]",
    external: ["vscode"],
  },
  // The driver's native parts are optional; without them it offers no LZ4 and no kernel backend.
  {
    ...node,
    entryPoints: { sqlDriver: "src/workspace/sql/driverProcess.ts" },
    outdir: "dist",
    alias: {
      ...node.alias,
      // A polyfill of what Node has, with 260 kB of tables; node-fetch looks for Node's own first.
      "whatwg-url": "node:url",
      // Proxy scripts need a JavaScript engine in WASM, a third of the whole file, and we never hand the driver one.
      "pac-proxy-agent": "./src/workspace/sql/noProxyScripts.ts",
    },
    external: ["lz4-napi", "@databricks/databricks-sql-kernel", "@databricks/databricks-sql-kernel-*"],
  },
  // The emulator's engine and the search tool are native, so the command line leaves them to node_modules.
  {
    ...node,
    entryPoints: { cli: "src/cli/main.ts" },
    outdir: "dist/cli",
    splitting: true,
    chunkNames: "chunks/[name]-[hash]",
    external: [
      "@duckdb/*",
      "@polyglot-sql/sdk",
      "@vscode/ripgrep",
      "oidc-provider",
      "lz4-napi",
      "@databricks/*",
      "@electric-sql/*",
    ],
  },
  // Split, so that the grid and the reader of its rows are there once. A page's nonce covers what its script imports.
  {
    ...common,
    platform: "browser",
    format: "esm",
    splitting: true,
    target: "es2023",
    entryPoints: {
      profileForm: "src/webviews/profileForm/main.ts",
      doctor: "src/webviews/doctor/main.ts",
      recorder: "src/webviews/recorder/main.ts",
      results: "src/webviews/results/main.ts",
      tableDetail: "src/webviews/tableDetail/main.ts",
      grants: "src/webviews/grants/main.ts",
      formKit: "src/webviews/formKit/main.ts",
      volumeFile: "src/webviews/volumeFile/main.ts",
      mcpTools: "src/webviews/mcpTools/main.ts",
    },
    outdir: "dist/webviews",
    loader: { ".svg": "dataurl" },
  },
];

/** Grammars that the linter loads on first use. */
const grammars = ["python", "javascript", "typescript", "tsx", "java", "go", "c-sharp", "bash"];
const ownGrammars = [
  "tree-sitter-scala/tree-sitter-scala.wasm",
  "@tree-sitter-grammars/tree-sitter-kotlin/tree-sitter-kotlin.wasm",
];

async function copyGrammars() {
  const from = dirname(require.resolve("@vscode/tree-sitter-wasm/package.json"));
  await mkdir("dist/grammars", { recursive: true });
  await cp(join(from, "wasm", "tree-sitter.wasm"), "dist/grammars/tree-sitter.wasm");
  for (const name of grammars)
    await cp(join(from, "wasm", `tree-sitter-${name}.wasm`), `dist/grammars/tree-sitter-${name}.wasm`);
  for (const file of ownGrammars) await cp(require.resolve(file), join("dist/grammars", basename(file)));
}

if (!watch) await rm("dist", { recursive: true, force: true });
await copyGrammars();
if (watch) {
  const contexts = await Promise.all(builds.map((options) => esbuild.context(options)));
  await Promise.all(contexts.map((context) => context.watch()));
} else {
  const results = await Promise.all(builds.map((options) => esbuild.build(options)));
  // Which source went where: read by the package script for notices, and by a test of what activation loads.
  const outputs = Object.assign({}, ...results.map(({ metafile }) => metafile.outputs));
  await writeFile("dist/metafile.json", JSON.stringify(outputs));
}
