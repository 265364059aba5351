import { delimiter, dirname } from "node:path";
import { browserFor } from "./browser.ts";
import { cachedFolder, mustRun, runCommand } from "./processes.ts";
import { startSparkConnect } from "./sparkConnect.ts";
import type { Toolchain } from "./toolchain.ts";
import { writeProgram } from "./program.ts";

const installMs = 600_000;

/** A folder for `PYTHONPATH` with packages, by name and version. @throws Error with the installer's output */
export async function pythonSite(packages: Readonly<Record<string, string>>): Promise<string> {
  const requirements = Object.entries(packages).map(([name, version]) => `${name}==${version}`);
  const version = await mustRun("python3", ["-c", "import sys; print(sys.version, sys.executable)"], {
    env: process.env,
  });
  return cachedFolder("python", [requirements, version], async (folder) => {
    const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target", folder];
    await mustRun("python3", [...pip, ...requirements], { env: process.env, timeoutMs: installMs });
  });
}

/** CPython, with the packages in a folder of their own. */
export const python: Toolchain = {
  name: "Python",
  async missing() {
    const { code } = await runCommand("python3", ["-c", "import pip"], { env: process.env });
    return code === 0 ? undefined : "there is no python3 with pip";
  },
  async install(packages) {
    const site = await pythonSite(packages);
    return {
      async run(program, { env, network }) {
        const file = await writeProgram("program.py", program);
        const browser = await browserFor(network);
        const needsSpark = program.includes("databricks.connect");
        const spark = needsSpark ? await startSparkConnect(site, network) : undefined;
        const result = await runCommand("python3", [file], {
          env: {
            PATH: [dirname(browser), process.env["PATH"]].join(delimiter),
            BROWSER: browser,
            HOME: dirname(file),
            PYTHONPATH: site,
            SSL_CERT_FILE: network.caFile,
            REQUESTS_CA_BUNDLE: network.caFile,
            HTTPS_PROXY: network.proxyUrl,
            ...spark?.env,
            ...env,
          },
          cwd: dirname(file),
        });
        spark?.stop();
        return result;
      },
      async check(program) {
        const file = await writeProgram("program.py", program);
        return runCommand("python3", ["-m", "py_compile", file], { env: { PATH: process.env["PATH"] } });
      },
    };
  },
};
