import { dirname } from "node:path";
import { mustRun, runCommand } from "./processes.ts";
import { writeProgram } from "./program.ts";
import type { Toolchain } from "./toolchain.ts";

/** curl 7.76 is the first that both shows an error's text and fails. */
const oldestCurl = [7, 76] as const;

/** Bash with curl and jq, as the machine has them. */
export const shell: Toolchain = {
  name: "Bash with curl",
  async missing() {
    for (const program of ["bash", "curl", "jq"]) {
      const { code } = await runCommand(program, ["--version"], { env: process.env });
      if (code !== 0) return `there is no ${program}`;
    }
    const version = await mustRun("curl", ["--version"], { env: process.env });
    const [major = 0, minor = 0] = (/^curl (\S+)/.exec(version)?.[1] ?? "").split(".").map(Number);
    const isOld = major < oldestCurl[0] || (major === oldestCurl[0] && minor < oldestCurl[1]);
    return isOld ? `curl ${major}.${minor} is older than ${oldestCurl.join(".")}` : undefined;
  },
  install: () =>
    Promise.resolve({
      async run(program, { env, network }) {
        const file = await writeProgram("program.sh", program);
        return runCommand("bash", [file], {
          env: {
            PATH: process.env["PATH"],
            HOME: dirname(file),
            CURL_CA_BUNDLE: network.caFile,
            HTTPS_PROXY: network.proxyUrl,
            ...env,
          },
          cwd: dirname(file),
        });
      },
    }),
};
