import type { SqlToken } from "./tokens.ts";

/**
 * Whether the last of a statement's tokens is the BEGIN of a compound statement, of a labelled one, or of a procedure's
 * body. Source: https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-scripting and
 * `sql-ref-syntax-ddl-create-procedure`.
 */
export function beginsCompound(script: string, tokens: readonly SqlToken[]): boolean {
  const last = tokens.at(-1);
  // Asked for each token of a script.
  if (last?.kind !== "word" || last.end - last.start !== "BEGIN".length || wordOf(script, last) !== "BEGIN")
    return false;
  const before = tokens.slice(-3, -1).map((token) => wordOf(script, token));
  if (tokens.length === 1 || (tokens.length === 3 && before[1] === ":")) return true;
  return before.at(-1) === "AS" && wordOf(script, tokens[0]) === "CREATE";
}

/** Behind these words and most signs a value must follow: BEGIN and END are names of columns there. */
const wantsValue = new Set(
  "SELECT DISTINCT ALL WHERE AND OR NOT ON BY HAVING QUALIFY WHEN IN LIKE BETWEEN SET AS INTO FROM JOIN RETURN IF WHILE UNTIL LIMIT OFFSET CASE".split(
    " ",
  ),
);
const endsValue = new Set([")", "]", ";", ":", ""]);
/** What stands behind a BEGIN that opens a transaction. */
const transaction = new Set(["TRANSACTION", ";"]);
/** `END IF` closes what we do not count: only BEGIN and CASE end with an END alone. */
const otherBlocks = new Set(["IF", "WHILE", "LOOP", "FOR", "REPEAT"]);

/** Follows a compound statement from behind its first BEGIN to its END, to know which semicolons are inside. */
export class CompoundReader {
  readonly #script: string;
  #open: ("BEGIN" | "CASE")[] | undefined;
  #before = "BEGIN";
  #afterEnd = false;

  constructor(script: string) {
    this.#script = script;
  }

  /** True between BEGIN and END. `BEGIN TRANSACTION` and a lone `BEGIN` open nothing. */
  get isOpen(): boolean {
    return this.#open !== undefined && this.#open.length > 0;
  }

  read(token: SqlToken): void {
    const word = wordOf(this.#script, token);
    const before = this.#before;
    this.#before = word;
    this.#open ??= transaction.has(word) ? [] : ["BEGIN"];
    if (this.#afterEnd) {
      this.#afterEnd = false;
      if (otherBlocks.has(word)) return;
      this.#open.pop();
      if (word === "CASE") return;
    }
    if (this.#open.length === 0 || (isSign(before) ? !endsValue.has(before) : wantsValue.has(before))) {
      // `(CASE …` and `THEN CASE …` are values too.
      if (word === "CASE" && before !== "." && this.#open.length > 0) this.#open.push(word);
      return;
    }
    if (word === "BEGIN" || word === "CASE") this.#open.push(word);
    else if (word === "END" && before !== "THEN" && before !== "ELSE") this.#afterEnd = true;
  }
}

const isSign = (word: string): boolean => word !== "" && !/^[\p{L}\p{N}_]/u.test(word);

/** A word in capitals, a sign, or nothing for names and texts. */
function wordOf(script: string, token: SqlToken | undefined): string {
  if (token?.kind === "word") return script.slice(token.start, token.end).toUpperCase();
  return token?.kind === "sign" ? script.slice(token.start, token.end) : "";
}
