import { fileURLToPath } from "node:url";

/** The part of the scripts that the bed shares with them; they are plain JavaScript. */
interface Paths {
  readonly root: string;
  readonly projectNode: string;
  readonly userCache: () => string;
}

const script = new URL("../../../scripts/lib/paths.mjs", import.meta.url);

/** Root of the checkout, the project's own Node, and the folder where downloads are kept for all checkouts. */
export const { root, projectNode, userCache } = (await import(fileURLToPath(script))) as Paths;

/** What Node programs preload to find the emulated workspace under its names. */
export const cloudNames = new URL("cloudNames.ts", import.meta.url).href;
