/** Something that runs programs of one language with real clients, each from its own registry. */
export interface Toolchain {
  /** What a reader knows it by, for the matrix and for what is printed when it is missing. */
  readonly name: string;
  /** Why it cannot be used on this machine; undefined when it can. */
  missing(): Promise<string | undefined>;
  /**
   * Installs packages (by name and version) into a cache that later runs use again.
   * @throws Error with the installer's output.
   */
  install(packages: Readonly<Record<string, string>>): Promise<Workbench>;
}

export interface Workbench {
  /** Runs a program to its end. Environment: only what is given, and what the toolchain itself needs. */
  run(program: string, given: ProgramInput): Promise<ProgramResult>;
  /** Checks a program's syntax, for what cannot be run here; absent where the language has no such check of its own. */
  check?(program: string): Promise<ProgramResult>;
}

export interface ProgramInput {
  readonly env: Readonly<Record<string, string>>;
  readonly network: Network;
}

/** How a program reaches the emulated workspace under a name of Databricks' clouds. */
export interface Network {
  /** Certificate authority to trust, a PEM file. */
  readonly caFile: string;
  /** Where an https proxy leads those names to it. */
  readonly proxyUrl: string;
  /** Its port on 127.0.0.1. */
  readonly httpsPort: number;
}

export interface ProgramResult {
  /** Exit code; null when it was stopped, because it took longer than `longestMs`. */
  readonly code: number | null;
  readonly output: string;
}

/** A client that waits longer hangs. */
export const longestMs = 120_000;
