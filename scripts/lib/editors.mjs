// VS Code for the demo, with settings and profiles of its own: in the browser, or the desktop program.
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./paths.mjs";
import { startPortRedirect } from "./portRedirect.mjs";
import { freePort } from "./ports.mjs";
import { start } from "./run.mjs";
import { Stop } from "./say.mjs";

/** First settings of the demo's own user; later changes are the newcomer's. */
const SETTINGS = {
  "workbench.startupEditor": "readme",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "chat.disableAIFeatures": true,
  "extensions.ignoreRecommendations": true,
  "remote.autoForwardPorts": false,
};

/** VS Code's server with the extension registered where it lies, which also lets it show notifications. */
export async function startCodeServer({ server, home, project, env, port: wanted }) {
  const data = join(home, "code-server");
  await writeSettings(join(data, "data", "User"));
  await registerExtension(join(data, "extensions"));
  const port = await freePort(wanted, "VS Code");
  const token = await ownToken(data);
  const args = [
    ...[join(server, "out", "server-main.js"), "--host", "127.0.0.1", "--port", String(port)],
    ...["--connection-token-file", token.file, "--accept-server-license-terms"],
    ...["--telemetry-level", "off", "--server-data-dir", data],
  ];
  const redirect = await startPortRedirect();
  let output = "";
  let child;
  await new Promise((resolve, reject) => {
    child = start(process.execPath, args, {
      cwd: server,
      env: { ...env, ...redirect.env },
      onOutput(text) {
        output += text;
        if (output.includes("Extension host agent listening")) resolve();
      },
    });
    child.ended.then(redirect.close);
    child.ended.then(() => reject(new Stop(`VS Code's server did not start.\n${output.trim()}`)));
  });
  const query = new URLSearchParams({ tkn: token.value, folder: project.replaceAll("\\", "/") });
  return { ...child, url: `http://127.0.0.1:${port}/?${query}` };
}

/** The desktop program itself, not its launcher, so that it ends with us. */
export async function startDesktop({ executable, home, project, env }) {
  const data = join(home, "desktop");
  await writeSettings(join(data, "User"));
  const args = [
    ...[`--extensionDevelopmentPath=${root}`, `--user-data-dir=${data}`, "--new-window", "--wait"],
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    project,
  ];
  return start(executable, args, { env });
}

async function writeSettings(folder) {
  const file = join(folder, "settings.json");
  if (existsSync(file)) return;
  await mkdir(folder, { recursive: true });
  await writeFile(file, `${JSON.stringify(SETTINGS, undefined, 2)}\n`);
}

async function registerExtension(folder) {
  const { publisher, name, version } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  const entry = {
    identifier: { id: `${publisher}.${name}` },
    version,
    location: { $mid: 1, path: decodeURI(pathToFileURL(root).pathname), scheme: "file" },
    metadata: { source: "vsix", installedTimestamp: 0 },
  };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "extensions.json"), JSON.stringify([entry]));
}

/** Keeps web pages and other users of the machine out. The same at every start, so that a bookmark works. */
async function ownToken(folder) {
  const file = join(folder, "connection-token");
  if (!existsSync(file)) await writeFile(file, randomBytes(16).toString("hex"), { mode: 0o600 });
  return { file, value: await readFile(file, "utf8") };
}
