import { readFile } from "node:fs/promises";

export async function loadOptions() {
  const text = await readFile(process.env.INSIGHTS_SETTINGS ?? "settings.json", "utf8");
  return JSON.parse(text);
}
