import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { registerHooks } from "node:module";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { extension } from "./extension.ts";

/** Output file → what was bundled into it; written by the build. */
type Metafile = Readonly<Record<string, { readonly inputs: Readonly<Record<string, unknown>> }>>;

/** What a user who never signs in and opens no Python file should not pay for. */
const heavy = [
  "@databricks/",
  "openid-client",
  "oauth4webapi",
  "jose",
  "tree-sitter",
  "@duckdb/",
  "thrift",
  "apache-arrow",
];

describe("activation", () => {
  it("loads neither driver, nor SDK, nor OAuth, nor grammars", async () => {
    assert.equal(extension().isActive, false, "an empty folder should not activate the extension");
    const root = extension().extensionPath;
    const loaded: string[] = [];
    const hooks = registerHooks({
      load(url, context, nextLoad) {
        if (url.startsWith("file:")) loaded.push(relative(root, fileURLToPath(url)).replaceAll("\\", "/"));
        return nextLoad(url, context);
      },
    });
    try {
      await extension().activate();
    } finally {
      hooks.deregister();
    }
    const outputs = JSON.parse(await readFile(join(root, "dist", "metafile.json"), "utf8")) as Metafile;
    const ours = loaded.filter((path) => path.startsWith("dist/"));
    assert.ok(
      ours.includes("dist/extension.js"),
      `the hooks should see the extension itself, but saw ${loaded.join(", ")}`,
    );
    const inputs = ours.flatMap((path) => Object.keys(outputs[path]?.inputs ?? {}));
    assert.deepEqual(
      inputs.filter((input) => heavy.some((name) => input.includes(`node_modules/${name}`))),
      [],
    );
    assert.deepEqual(
      ours.filter((path) => path.endsWith(".wasm")),
      [],
    );
  });
});
