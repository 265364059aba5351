import { cp } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { browserFor } from "./browser.ts";
import { openMetadataProxy } from "./metadataProxy.ts";
import { cachedFolder, mustRun, runCommand } from "./processes.ts";
import { writeProgram } from "./program.ts";
import type { Toolchain } from "./toolchain.ts";

/** The SDK's packages are large: their first build takes minutes. */
const installMs = 800_000;
/** Modules may be written down that only some programs need. */
const goEnv = { ...process.env, GOFLAGS: "-mod=mod", GOWORK: "off" };

/** Go, with one module's `go.mod` and `go.sum` for all programs; the machine's caches keep what is downloaded and built. */
export const go: Toolchain = {
  name: "Go",
  async missing() {
    const { code } = await runCommand("go", ["version"], { env: process.env });
    return code === 0 ? undefined : "there is no go";
  },
  async install(packages) {
    const modules = Object.entries(packages).map(([name, version]) => `${name}@${version}`);
    const version = await mustRun("go", ["env", "GOVERSION"], { env: goEnv });
    const manifest = await cachedFolder("go", [modules, version], async (folder) => {
      const inFolder = { env: goEnv, cwd: folder, timeoutMs: installMs };
      await mustRun("go", ["mod", "init", "program"], inFolder);
      if (modules.length === 0) return;
      await mustRun("go", ["get", ...modules], inFolder);
      await mustRun("go", ["build", ...Object.keys(packages)], inFolder);
    });
    return {
      async run(program, { env, network }) {
        const file = await writeProgram("main.go", program);
        const folder = dirname(file);
        await cp(manifest, folder, { recursive: true });
        const build = await runCommand("go", ["build", "-o", "program", "."], { env: goEnv, cwd: folder });
        if (build.code !== 0) return build;
        const browser = await browserFor(network);
        // Go's clients ask at the fixed address of a virtual machine, in plain HTTP.
        const authority = env["AZURE_POD_IDENTITY_AUTHORITY_HOST"];
        const metadata = authority === undefined ? undefined : await openMetadataProxy(authority);
        try {
          return await runCommand(join(folder, "program"), [], {
            env: {
              PATH: [dirname(browser), process.env["PATH"]].join(delimiter),
              HOME: folder,
              SSL_CERT_FILE: network.caFile,
              HTTPS_PROXY: network.proxyUrl,
              HTTP_PROXY: metadata?.url,
              ...env,
            },
            cwd: folder,
          });
        } finally {
          await metadata?.close();
        }
      },
    };
  },
};
