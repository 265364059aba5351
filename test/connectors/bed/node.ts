import { readFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { browserFor } from "./browser.ts";
import { cloudNames, projectNode, root } from "./paths.ts";
import { runCommand } from "./processes.ts";
import { writeProgram } from "./program.ts";
import type { Toolchain } from "./toolchain.ts";

/** Node with the packages of this project: its lock file holds the versions. */
export function node(extension: "mjs" | "mts"): Toolchain {
  return {
    name: "Node.js",
    missing: () => Promise.resolve(undefined),
    async install(packages) {
      for (const [name, wanted] of Object.entries(packages)) {
        const manifest = await readFile(join(root, "node_modules", name, "package.json"), "utf8");
        const { version } = JSON.parse(manifest) as { version: string };
        if (version !== wanted)
          throw new Error(`snippets/packages.json names ${name} ${wanted}, and ${version} is installed.`);
      }
      return {
        async run(program, { env, network }) {
          const file = await writeProgram(`program.${extension}`, program);
          const browser = await browserFor(network);
          return runCommand(projectNode, ["--import", cloudNames, file], {
            env: {
              PATH: [dirname(browser), process.env["PATH"]].join(delimiter),
              BROWSER: browser,
              HOME: dirname(file),
              NODE_EXTRA_CA_CERTS: network.caFile,
              PWAF_EMULATOR_PORT: String(network.httpsPort),
              ...env,
            },
            cwd: dirname(file),
          });
        },
      };
    },
  };
}
