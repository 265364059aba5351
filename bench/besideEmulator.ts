import { spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "../test/editor/bed/places.ts";
import { firstLine } from "./firstLine.ts";

/**
 * Starts an emulated workspace and, trusting its certificate, a process that measures against it.
 * @param program that prints its figures as one line of JSON, from the root of the project
 * @param task what it finds in `PWAF_BENCH`, beside the workspace
 */
export async function besideEmulator<T>(
  program: string,
  task: { readonly rows: number; readonly repeat: number },
): Promise<T> {
  const pwaf = [join(root, "bin", "pwaf.mjs"), "emulator", "--json", "--port", "0", "--https-port", "0"];
  const emulator = spawn(process.execPath, pwaf, { stdio: ["ignore", "pipe", "inherit"] });
  const endWithUs = () => emulator.kill();
  process.once("exit", endWithUs);
  try {
    const workspace = JSON.parse(await firstLine(emulator.stdout)) as { caFile: string };
    const child = spawn(process.execPath, [join(root, program)], {
      stdio: ["ignore", "pipe", "inherit"],
      env: {
        ...process.env,
        NODE_EXTRA_CA_CERTS: workspace.caFile,
        PWAF_BENCH: JSON.stringify({ workspace, ...task }),
      },
    });
    return JSON.parse(await firstLine(child.stdout)) as T;
  } finally {
    emulator.kill();
    process.off("exit", endWithUs);
  }
}
