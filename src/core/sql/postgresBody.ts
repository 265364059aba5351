import type { SqlToken } from "./scan.ts";

/**
 * Follows a `CREATE` of PostgreSQL, to know which semicolons belong to it: those of an SQL body (`BEGIN ATOMIC … END`) of a
 * function or procedure, as psql counts them (`src/fe_utils/psqlscan.l`), and those in the brackets of a rule's commands.
 */
export class PostgresBodyReader {
  readonly #script: string;
  /** The words behind CREATE that say what is made. */
  #kind: "unknown" | "routine" | "rule" | "other" = "unknown";
  #open = 0;

  constructor(script: string) {
    this.#script = script;
  }

  /** Asked at a semicolon. */
  get isOpen(): boolean {
    return this.#open > 0;
  }

  read({ kind, start, end }: SqlToken): void {
    const text = kind === "word" || kind === "sign" ? this.#script.slice(start, end).toUpperCase() : "";
    if (this.#kind === "unknown") this.#kind = kindOf(text);
    else if (this.#kind === "rule") this.#open += text === "(" ? 1 : text === ")" ? -1 : 0;
    else if (this.#kind === "routine" && kind === "word") {
      // CASE ends with END too.
      if (text === "BEGIN" || (text === "CASE" && this.#open > 0)) this.#open++;
      else if (text === "END" && this.#open > 0) this.#open--;
    }
  }
}

function kindOf(word: string): "unknown" | "routine" | "rule" | "other" {
  if (word === "OR" || word === "REPLACE") return "unknown";
  if (word === "FUNCTION" || word === "PROCEDURE") return "routine";
  return word === "RULE" ? "rule" : "other";
}
