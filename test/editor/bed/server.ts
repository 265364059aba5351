import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { codeServerFolder, startPortRedirect } from "./places.ts";

export interface EditorServer {
  /** `127.0.0.1:PORT`, which is also the remote authority. */
  readonly authority: string;
  stop(): Promise<void>;
}

interface ServerOptions {
  /** Fresh folder for settings, extensions and logs. */
  readonly dataFolder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly logFile: string;
  /** Lets a built VS Code take an extension that is being developed, and its tests; no notifications are shown then. */
  readonly development?: boolean;
}

/** Starts VS Code's server on a free port of 127.0.0.1. It ends with this process. */
export async function startServer({
  dataFolder,
  env,
  logFile,
  development = false,
}: ServerOptions): Promise<EditorServer> {
  const cwd = await codeServerFolder();
  const args = [
    ...["out/server-main.js", "--host", "127.0.0.1", "--port", "0", "--without-connection-token"],
    ...["--accept-server-license-terms", "--telemetry-level", "off", "--server-data-dir", dataFolder],
    ...(development ? ["--enable-smoke-test-driver"] : []),
  ];
  const redirect = await startPortRedirect();
  const child = spawn(process.execPath, args, {
    cwd,
    env: childEnvironment({ ...redirect.env, ...env }),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const log = createWriteStream(logFile);
  const ended = once(child, "close");
  const endWithUs = () => child.kill("SIGKILL");
  process.once("exit", endWithUs);

  const port = await new Promise<string>((resolve, reject) => {
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        log.write(text);
        output += text;
        const found = /Extension host agent listening on (\d+)/.exec(output)?.[1];
        if (found !== undefined) resolve(found);
      });
    }
    child.once("error", reject);
    child.once("close", () => reject(new Error(`VS Code's server ended before it listened:\n${output}`)));
  });

  return {
    authority: `127.0.0.1:${port}`,
    async stop() {
      child.kill("SIGTERM");
      const timer = setTimeout(endWithUs, 5000);
      await ended;
      clearTimeout(timer);
      process.off("exit", endWithUs);
      redirect.close();
      log.end();
    },
  };
}

/** Installs a packaged extension the way a user would from the command line. */
export async function installVsix(vsix: string, dataFolder: string): Promise<void> {
  const cwd = await codeServerFolder();
  const args = [join("out", "server-main.js"), "--install-extension", vsix, "--server-data-dir", dataFolder];
  const child = spawn(process.execPath, args, { cwd, env: childEnvironment({}), stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  }
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0 || !output.includes("successfully installed"))
    throw new Error(`could not install ${vsix}:\n${output}`);
}

/** Our own test environment, without what would make the server believe that it runs inside an editor. */
export function childEnvironment(env: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_|DATABRICKS_)/.test(name));
  return { ...Object.fromEntries(own), ...env };
}
