#!/usr/bin/env node
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const built = new URL("../dist/cli/cli.js", import.meta.url);
const source = new URL("../src/cli/main.ts", import.meta.url);
const entry = existsSync(fileURLToPath(built)) ? built : source;

/** A reader that stops early (`pwaf lint | head`) is no failure. */
process.stdout.on("error", (error) => {
  if (error.code !== "EPIPE") throw error;
});

async function readInput() {
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => stop.abort());

try {
  const { main } = await import(entry);
  process.exitCode = await main(process.argv.slice(2), {
    out: (text) => process.stdout.write(text),
    err: (text) => process.stderr.write(text),
    readInput,
    cwd: process.cwd(),
    env: process.env,
    isTerminal: process.stdout.isTTY === true,
    signal: stop.signal,
  });
} catch (error) {
  if (entry !== source || error.code !== "ERR_UNKNOWN_FILE_EXTENSION") throw error;
  process.stderr.write("pwaf: The program is not built. Run `npm run build` first.\n");
  process.exitCode = 2;
}
