import type { TextRange } from "../../base/text.ts";

/** A variable with a value that is not empty. */
export interface EnvironmentVariable extends TextRange {
  readonly name: string;
  readonly value: string;
}

/** Variables that one process gets together: a `.env` file, a compose service, a workflow step. */
export interface EnvironmentBlock {
  /** For messages: `This file`, `Service \`web\``. */
  readonly label: string;
  readonly variables: readonly EnvironmentVariable[];
}
