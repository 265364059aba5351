import { chmod } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { cloudNames, projectNode } from "./paths.ts";
import { writeProgram } from "./program.ts";
import type { Network } from "./toolchain.ts";

/** Follows a page's redirects; see there. */
const openPage = fileURLToPath(new URL("openPage.ts", import.meta.url));

/**
 * The user's browser for a client that signs in with one, where the workspace consents without asking: `xdg-open` in a
 * folder of its own, to be first in PATH and to be named by BROWSER. It returns at once, as a browser does: clients
 * listen for the redirect only after they have opened the page.
 */
export async function browserFor(network: Network): Promise<string> {
  const variables = `NODE_EXTRA_CA_CERTS='${network.caFile}' PWAF_EMULATOR_PORT=${network.httpsPort}`;
  const command = `'${projectNode}' --import '${cloudNames}' '${openPage}' "$1" >&2 &`;
  const file = await writeProgram("xdg-open", `#!/bin/sh\n${variables} ${command}\n`);
  await chmod(file, 0o755);
  return file;
}
