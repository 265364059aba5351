import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Emulator } from "../../../src/emulator/emulator.ts";
import { root } from "./places.ts";

interface Sample {
  renderSample(target: string, workspace: object): Promise<void>;
}

/** Makes the sample product in a folder, as `npm start` does. */
export async function renderSample(target: string, emulator: Emulator): Promise<void> {
  const script = (await import(pathToFileURL(join(root, "scripts", "lib", "demo.mjs")).href)) as Sample;
  const { httpsUrl, httpPath, warehouseId, oauth } = emulator;
  await script.renderSample(target, { httpsUrl, httpPath, warehouseId, ...oauth });
}
