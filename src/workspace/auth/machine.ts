/** A program with its arguments, which reach it as they are; or a command line for the shell. */
export type Program =
  | { readonly file: string; readonly args: readonly string[]; readonly isBatchOnWindows?: true }
  | { readonly commandLine: string };

export interface ProgramResult {
  readonly exitCode: number;
  readonly output: string;
  readonly errorOutput: string;
}

/** What sign-ins use of the computer they run on. */
export interface Machine {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The user's home folder. */
  readonly home: string;
  /** Undefined when there is no such file. `~` at the beginning is the home folder. */
  readFile(path: string): Promise<string | undefined>;
  /**
   * Runs a program in the home folder; undefined when there is none of that name.
   * @throws PwafError `forbidden` where programs may not run, `timeout`, `cancelled`.
   */
  run(program: Program, signal?: AbortSignal): Promise<ProgramResult | undefined>;
}
