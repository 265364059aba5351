// The sample project of a software vendor, in a folder of its own where a newcomer may change everything.
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./paths.mjs";

const sample = join(root, "samples", "isv-project");
const TEMPLATE = "env.template";

/**
 * Copies the sample project, unless it is there from an earlier start, and writes its `.env` for the workspace.
 * @param {object} workspace what `pwaf emulator --json` prints
 * @returns {Promise<string>} the folder of the project
 */
export async function renderSample(folder, workspace, { fresh = false } = {}) {
  if (fresh) await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length === 0)
    await cp(sample, folder, { recursive: true, filter: (path) => path !== join(sample, TEMPLATE) });
  await writeFile(join(folder, ".env"), await environmentFile(workspace));
  return folder;
}

/** Two ways to sign in at once, as such files often have. The secrets are made up here and open nothing. */
async function environmentFile({ httpsUrl, ...workspace }) {
  const values = {
    ...workspace,
    host: httpsUrl,
    fakeToken: ["da", "pi"].join("") + "0".repeat(32),
    fakeClientId: "00000000-0000-0000-0000-000000000000",
    fakeSecret: ["do", "se"].join("") + "0".repeat(32),
  };
  const template = await readFile(join(sample, TEMPLATE), "utf8");
  return template.replaceAll(/\$\{(\w+)\}/g, (_, name) => {
    if (values[name] === undefined) throw new Error(`${TEMPLATE} asks for ${name}, which the workspace does not have`);
    return values[name];
  });
}
