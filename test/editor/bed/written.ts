import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Editor } from "./editor.ts";

/**
 * Looks for secrets in everything that the editor has written and shows: files with settings, state and logs, the console,
 * all pages and webviews, and the browser's databases. Secret storage encrypts, so that nothing is left out.
 * @param more other places, by name.
 */
export async function assertNowhere(
  secrets: Iterable<string>,
  { console, dataFolder, page }: Editor,
  more: Readonly<Record<string, string>> = {},
): Promise<void> {
  const places = new Map(Object.entries(more)).set("the console", console.join("\n"));
  for (const entry of await readdir(dataFolder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    places.set(path, await readFile(path, "latin1"));
  }
  for (const frame of page.frames()) places.set(`the page ${frame.url().slice(0, 60)}`, await frame.content());
  places.set("local storage", await page.evaluate("JSON.stringify({ ...localStorage })"));
  places.set("the state database", await page.evaluate(readDatabases));
  assert.ok(places.get("the state database")?.includes("pwaf"), "the state database was read");
  for (const [place, text] of places) {
    for (const secret of secrets) assert.ok(!text.includes(secret), `${place} holds ${secret.slice(0, 6)}…`);
  }
}

/** Everything in the databases of the page, as text: VS Code keeps its state there. Runs in the browser. */
const readDatabases = `(async () => {
  const texts = [];
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise((resolve) => (indexedDB.open(name).onsuccess = (event) => resolve(event.target.result)));
    for (const store of database.objectStoreNames) {
      const all = database.transaction(store).objectStore(store);
      for (const read of [all.getAllKeys(), all.getAll()]) {
        const content = await new Promise((resolve) => (read.onsuccess = () => resolve(read.result)));
        texts.push(JSON.stringify(content, (_, value) => (value instanceof Uint8Array ? new TextDecoder().decode(value) : value)));
      }
    }
    database.close();
  }
  return texts.join("\\n");
})()`;
