// A newcomer's first minute: an emulated workspace, a sample project, and VS Code with the extension on it.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { ensureProject, onStopRequest } from "./lib/ensure.mjs";
import { tryLock } from "./lib/lock.mjs";
import { userCache } from "./lib/paths.mjs";
import { main, say, seconds, step, Stop } from "./lib/say.mjs";

const usage = `Usage: npm start -- [options]

  --web         VS Code in the browser, even where desktop VS Code is installed
  --port N      port of VS Code in the browser (default 3939)
  --no-open     only print the address
  --fresh       start with a fresh copy of the sample project
  -h, --help    this text
`;

const EDITOR_PORT = 3939;

await main(async () => {
  const options = readOptions();
  if (options.help) return void say(usage);
  const code = await ensureProject(fileURLToPath(import.meta.url));
  if (code !== undefined) return code;
  return await demo(options, performance.now());
});

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        web: { type: "boolean", default: false },
        port: { type: "string", default: String(EDITOR_PORT) },
        "no-open": { type: "boolean", default: false },
        fresh: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 1 || port > 65535)
      throw new Stop(`--port must be a port number, but is “${values.port}”.`);
    return { ...values, port };
  } catch (error) {
    throw error instanceof Stop ? error : new Stop(`${error.message}\n\n${usage}`);
  }
}

async function demo({ web, port, fresh, "no-open": noOpen }, started) {
  const { ensureBuilt } = await import("./lib/build.mjs");
  const { ensureCodeServer } = await import("./lib/codeServer.mjs");
  const { renderSample } = await import("./lib/demo.mjs");
  const { findDesktopCode } = await import("./lib/desktop.mjs");
  const { startCodeServer, startDesktop } = await import("./lib/editors.mjs");
  const { startEmulated } = await import("./lib/emulated.mjs");

  const children = [];
  const releases = [];
  const keep = async (starting) => {
    const child = await starting;
    children.push(child);
    return child;
  };
  const stopped = new Promise((resolve) => onStopRequest(resolve));
  const setUp = async () => {
    const executable = web ? undefined : findDesktopCode();
    const server = executable ? undefined : await ensureCodeServer();
    await ensureBuilt();
    const { home, release } = await ownHome();
    releases.push(release);
    const workspace = join(home, "workspace");
    const emulated = await step("Starting the emulated workspace", () => keep(startEmulated(workspace)));
    const project = await renderSample(join(home, "acme-loader"), emulated.workspace, { fresh });
    const env = {
      ...process.env,
      // The demo never touches the user's own profiles.
      DATABRICKS_CONFIG_FILE: join(home, "databrickscfg"),
      NODE_EXTRA_CA_CERTS: emulated.workspace.caFile,
    };
    const open = executable
      ? () => startDesktop({ executable, home, project, env })
      : () => startCodeServer({ server, home, project, env, port });
    const editor = await step("Starting VS Code", () => keep(open()));
    say(`\nWorkspace  ${emulated.workspace.httpsUrl} (emulated)\nProject    ${project}`);
    if (editor.url) say(`VS Code    ${editor.url}`);
    if (editor.url && !noOpen) openInBrowser(editor.url);
    say(`\nReady after ${seconds(started)}. Press Ctrl-C to end everything.`);
    return await Promise.race([
      emulated.ended.then(() => "The emulated workspace has ended."),
      editor.ended.then(() => "VS Code has ended."),
    ]);
  };
  try {
    const why = await Promise.race([setUp(), stopped]);
    if (why) say(why);
  } finally {
    await Promise.all(children.map((child) => child.stop()));
    await Promise.all(releases.map((release) => release()));
  }
  say("Everything has ended.");
  // An installation that was under way when Ctrl-C was pressed must not hold us.
  process.exit();
}

/** Settings, sample project and workspace of the demo; a second demo at the same time gets a folder of its own. */
async function ownHome() {
  for (let number = 1; ; number++) {
    const home = join(userCache(), number === 1 ? "demo" : `demo-${number}`);
    const release = await tryLock(`${home}.lock`);
    if (release) return { home, release };
  }
}

/** Where nobody looks at a screen, the printed address has to do. */
function openInBrowser(url) {
  const command = { darwin: ["open", url], win32: ["cmd", "/c", "start", "", url.replaceAll("&", "^&")] }[
    process.platform
  ];
  if (!command && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return;
  const [program, ...args] = command ?? ["xdg-open", url];
  spawn(program, args, { stdio: "ignore", detached: true })
    .on("error", () => {})
    .unref();
}
