/** What a command may use of the process around it; tests hand in their own. */
export interface CommandIo {
  /** Bytes are written as they are. */
  out(text: string | Uint8Array): void;
  err(text: string): void;
  /** The whole of standard input. */
  readInput(): Promise<Buffer>;
  /** Folder that relative paths start from. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether `out` is a terminal. */
  readonly isTerminal: boolean;
  /** Ends a command that runs until it is interrupted. */
  readonly signal: AbortSignal;
}

/** Exit codes: nothing found, something found, could not run (or not completely). */
export const exitCode = { clean: 0, findings: 1, failed: 2 } as const;
