import type { ScriptStatement } from "../../core/sql/statements.ts";
import { splitStatements } from "../../core/sql/statements.ts";
import type { TableReference } from "../../core/sql/tableReferences.ts";
import { tableReferences } from "../../core/sql/tableReferences.ts";
import { type Namespace, namespaceAfter } from "../../core/sql/useStatement.ts";

/** What a place in a script can refer to. */
export interface SqlContext {
  readonly statement: ScriptStatement;
  /** The place within the statement. */
  readonly offset: number;
  /** Where names without a catalog or schema are looked up. */
  readonly namespace: Namespace;
  readonly references: readonly TableReference[];
}

/**
 * The statement around a place, and where its names are looked up: as the `USE` statements above it say, else as the
 * session has it. Undefined outside of statements.
 */
export function sqlContext(script: string, offset: number, session: Namespace): SqlContext | undefined {
  let namespace = session;
  for (const statement of splitStatements(script)) {
    // What is typed behind the last word belongs to the statement, up to its semicolon.
    if (offset < statement.start) return undefined;
    const isEnded = script[statement.until - 1] === ";" && statement.until > statement.end;
    if (offset <= statement.end || (!isEnded && offset <= statement.until)) {
      const text = script.slice(statement.start, Math.max(statement.end, offset));
      return { statement, offset: offset - statement.start, namespace, references: tableReferences(text) };
    }
    if (offset < statement.until) return undefined;
    namespace = namespaceAfter(statement.text, namespace, () => undefined) ?? namespace;
  }
  return undefined;
}

/** The full name of a table as it is written somewhere; undefined where it is not known what it begins with. */
export function fullPath(parts: readonly string[], { catalog, schema }: Namespace): readonly string[] | undefined {
  if (parts.length === 3) return parts;
  if (parts.length === 2) return catalog === undefined ? undefined : [catalog, ...parts];
  if (parts.length !== 1 || catalog === undefined || schema === undefined) return undefined;
  return [catalog, schema, ...parts];
}

/** The table that a first part of a column's name stands for: an alias, or a table's own last name. */
export function referenceOf(name: string, references: readonly TableReference[]): TableReference | undefined {
  const isSame = (text: string | undefined) => text?.toLowerCase() === name.toLowerCase();
  return (
    references.find(({ alias }) => isSame(alias)) ??
    references.find(({ alias, parts }) => alias === undefined && isSame(parts.at(-1)))
  );
}
