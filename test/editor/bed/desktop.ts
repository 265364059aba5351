import { runTests } from "@vscode/test-electron";
import { root } from "./places.ts";

interface DesktopHostOptions {
  /** Electron executable of VS Code. */
  readonly executable: string;
  readonly folder: string;
  readonly tests: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Flags for a quiet window of its own; the sandbox is refused to root, for whom Linux containers run. */
export const quietFlags = [
  ...["--disable-extensions", "--disable-workspace-trust", "--skip-welcome", "--skip-release-notes"],
  ...["--disable-updates", "--disable-telemetry"],
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

/** Runs the host tests in a desktop VS Code and gives its exit code. */
export async function runDesktopHost({ executable, folder, tests, env }: DesktopHostOptions): Promise<number> {
  return await runTests({
    vscodeExecutablePath: executable,
    extensionDevelopmentPath: root,
    extensionTestsPath: tests,
    extensionTestsEnv: env,
    launchArgs: [folder, ...quietFlags],
  });
}
