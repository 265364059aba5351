import type { Browser } from "playwright-core";
import { chromium } from "playwright-core";
import { chromiumPath } from "./places.ts";

/** Fewer processes and no calls to the network of its own; the sandbox needs rights that a container lacks. */
const args = [
  ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"],
  ...["--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage"],
];

export async function launchBrowser(): Promise<Browser> {
  return await chromium.launch({ executablePath: await chromiumPath(), args });
}
