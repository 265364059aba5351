import { arrangedQuery } from "../../core/sql/arrangedQuery.ts";
import type { SqlDialect } from "../../core/sql/dialect.ts";
import type { ParameterValue } from "../../core/sql/parameters.ts";
import { parameterNames, wireType } from "../../core/sql/parameters.ts";
import type { ScriptStatement } from "../../core/sql/statements.ts";
import { namespaceAfter } from "../../core/sql/useStatement.ts";
import type { Arrangement } from "../../protocol/arrangement.ts";
import type { SqlParameter, SqlStatement } from "../../workspace/sql/types.ts";
import type { DeckEntry, QueryDeck, QuerySource } from "./queryDeck.ts";
import { titleOf } from "./queryDeck.ts";
import type { QueryHistory } from "./queryHistory.ts";
import type { QueryOutcome } from "./queryRunner.ts";
import type { SessionPlaces } from "./sessionPlaces.ts";

export type ParameterValues = ReadonlyMap<string, ParameterValue>;

export interface ScriptParts {
  readonly deck: QueryDeck;
  readonly places: SessionPlaces;
  readonly history: QueryHistory;
  /** Name of the active profile; a session belongs to one. */
  readonly profile: () => string;
  readonly goOnAfterErrors: () => boolean;
  /** Seconds; undefined leaves it to the warehouse. */
  readonly timeoutSeconds: () => number | undefined;
}

export interface Script extends QuerySource {
  readonly statements: readonly ScriptStatement[];
  readonly parameters: ParameterValues;
  /** Told of each statement that fails. */
  readonly failed: (statement: ScriptStatement, error: unknown) => void;
  /** Told of each statement that is run once more by itself: what was said of it counts no longer. */
  readonly again: (statement: ScriptStatement) => void;
}

interface Origin {
  readonly script: Script;
  readonly statement: ScriptStatement;
}

/** The parameters of several statements, each once, in order. */
export function parametersOf(statements: readonly ScriptStatement[], dialect: SqlDialect): readonly string[] {
  return [...new Set(statements.flatMap(({ text }) => parameterNames(text, dialect)))];
}

/** Runs scripts: one statement after the other, each with a result of its own, all in the session of their editor. */
export class ScriptRunner {
  readonly #parts: ScriptParts;
  /** The script that an editor runs now, by owner. */
  readonly #running = new Map<string, Script>();
  /** Where results come from that are statements of a script. */
  readonly #origins = new WeakMap<DeckEntry, Origin>();

  constructor(parts: ScriptParts) {
    this.#parts = parts;
  }

  /** Ends when the last statement has shown its first rows, has failed or was cancelled. Never rejects for their sake. */
  async run(script: Script): Promise<void> {
    const { deck, goOnAfterErrors } = this.#parts;
    this.#running.set(script.owner, script);
    deck.begin(script.owner);
    for (const [index, statement] of script.statements.entries()) {
      const outcome = await this.#runOne(script, statement, index);
      if (this.#running.get(script.owner) !== script) return;
      if (outcome === "cancelled" || (outcome === "error" && !goOnAfterErrors())) break;
    }
    this.#running.delete(script.owner);
  }

  /**
   * Lets the server sort and filter a result: runs its statement again, wrapped, beside it.
   * @throws PwafError when the statement is no query
   */
  async arrange(entry: DeckEntry, arrangement: Arrangement): Promise<void> {
    const { state } = entry.runner;
    if (state.kind !== "rows") return;
    const sql = arrangedQuery(entry.statement.sql, state.columns, arrangement, dialectOf(entry));
    await this.#noted(this.#parts.deck.add(entry, { ...entry.statement, sql }, entry.title));
  }

  /** Runs the statement of a result once more, as it was sent, and shows that instead. */
  async again(former: DeckEntry): Promise<void> {
    const entry = this.#parts.deck.renew(former);
    const origin = this.#origins.get(former);
    origin?.script.again(origin.statement);
    await (origin ? this.#runEntry(entry, origin) : this.#noted(entry));
  }

  async #runOne(script: Script, statement: ScriptStatement, index: number): Promise<QueryOutcome["kind"]> {
    const sql = statement.text;
    const profile = this.#parts.profile();
    const options = { ...this.#session(profile, script.owner), ...valuesOf(sql, script) };
    // Statements of one script often begin alike.
    const title = script.statements.length > 1 ? `${index + 1} · ${titleOf(sql)}` : titleOf(sql);
    return await this.#runEntry(this.#parts.deck.add(script, { sql, ...options }, title), { script, statement });
  }

  /** Runs a statement of a script, and draws the consequences for its document and for its session. */
  async #runEntry(entry: DeckEntry, { script, statement }: Origin): Promise<QueryOutcome["kind"]> {
    const { places } = this.#parts;
    const profile = this.#parts.profile();
    this.#origins.set(entry, { script, statement });
    const outcome = await this.#noted(entry);
    if (outcome.kind === "error") script.failed(statement, outcome.error);
    if (outcome.kind === "rows") {
      const valueOf = (name: string): string | undefined => script.parameters.get(name)?.value ?? undefined;
      const moved = namespaceAfter(statement.text, places.of(profile, script.owner), valueOf);
      if (moved) places.moved(profile, script.owner, moved);
    }
    return outcome.kind;
  }

  /** Runs the statement of an entry, and notes in the history what becomes of it. */
  async #noted(entry: DeckEntry): Promise<QueryOutcome> {
    const { history } = this.#parts;
    const { runner, queryId, statement } = entry;
    const noted = history.begin(statement.sql, this.#parts.profile(), dialectOf(entry));
    runner.onDidChange((state) => history.update(noted, state));
    const outcome = await runner.run(statement);
    // A result that was closed or replaced says nothing any more.
    if (outcome.kind === "cancelled") history.update(noted, { kind: "cancelled", queryId, sql: statement.sql });
    return outcome;
  }

  #session(profile: string, owner: string): Omit<SqlStatement, "sql"> {
    const { catalog, schema } = this.#parts.places.of(profile, owner);
    const timeoutSeconds = this.#parts.timeoutSeconds();
    return {
      session: owner,
      ...(catalog === undefined ? {} : { catalog }),
      ...(schema === undefined ? {} : { schema }),
      ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
    };
  }
}

const dialectOf = ({ database }: QuerySource): SqlDialect => database?.dialect ?? "databricks";

function valuesOf(text: string, script: Script): { readonly parameters?: readonly SqlParameter[] } {
  const parameters = parameterNames(text, dialectOf(script)).flatMap((name) => {
    const value = script.parameters.get(name);
    return value ? [{ name, type: wireType(value), value: value.value }] : [];
  });
  return parameters.length === 0 ? {} : { parameters };
}
