import { databricksVariables } from "../../core/environment/isolate.ts";

/** How a terminal starts its shell. */
export interface TerminalLaunch {
  readonly shellPath: string;
  readonly shellArgs: readonly string[];
  /** Values under names that nobody else uses; the shell's own environment has them under their real names. */
  readonly carried: Readonly<Record<string, string>>;
}

/**
 * Starts a shell with exactly the given Databricks variables. The editor puts what other extensions want into every
 * terminal after us, Databricks' own extension its host among them, so the last word is that of a small script before
 * the shell. It names variables; their values, secrets among them, are on no command line.
 * @param shell the user's own.
 */
export function terminalLaunch(
  values: Readonly<Record<string, string>>,
  { shell, platform }: { readonly shell: string; readonly platform: NodeJS.Platform },
): TerminalLaunch {
  const names = Object.keys(values).map((name, index) => ({ name, carrier: `PWAF_TERMINAL_${index}` }));
  const carried = Object.fromEntries(names.map(({ name, carrier }) => [carrier, values[name] ?? ""]));
  return platform === "win32"
    ? { ...powerShell(shell, names), carried }
    : { ...posix(shell, platform === "darwin", names), carried };
}

interface Carried {
  readonly name: string;
  readonly carrier: string;
}

function posix(shell: string, isLogin: boolean, names: readonly Carried[]): Omit<TerminalLaunch, "carried"> {
  const script = [
    // Names that other extensions have made up as well.
    "for name in $(env | sed -n 's/^\\(DATABRICKS_[A-Za-z0-9_]*\\)=.*/\\1/p'); do unset \"$name\"; done",
    `unset ${databricksVariables.join(" ")}`,
    ...names.map(({ name, carrier }) => `export ${name}="$${carrier}"; unset ${carrier}`),
    'exec "$@"',
  ].join("\n");
  // A terminal of macOS starts login shells, as the system's own does.
  return { shellPath: "/bin/sh", shellArgs: ["-c", script, "sh", shell, ...(isLogin ? ["-l"] : [])] };
}

/** Other shells of Windows have no safe way to be told; PowerShell is on every one. */
function powerShell(shell: string, names: readonly Carried[]): Omit<TerminalLaunch, "carried"> {
  const script = [
    "Get-ChildItem Env:DATABRICKS_* | Remove-Item",
    ...databricksVariables.map((name) => `Remove-Item Env:${name} -ErrorAction SilentlyContinue`),
    ...names.map(({ name, carrier }) => `$env:${name} = $env:${carrier}; Remove-Item Env:${carrier}`),
  ].join("; ");
  const shellPath = /(?:^|[\\/])(?:pwsh|powershell)(?:\.exe)?$/i.test(shell) ? shell : "powershell.exe";
  return { shellPath, shellArgs: ["-NoExit", "-Command", script] };
}
