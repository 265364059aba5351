import type { SqlResult, SqlStatement } from "../../workspace/sql/types.ts";
import type { SessionPlaces } from "./sessionPlaces.ts";

type Execute = (statement: SqlStatement, signal: AbortSignal) => Promise<SqlResult>;

/**
 * Execution that first leads a session to the catalog and schema that were chosen for its editor. What goes wrong there
 * is the statement's own error: it cannot run where it was meant to.
 */
export function movedFirst(places: SessionPlaces, profile: () => string, execute: Execute): Execute {
  return async (statement, signal) => {
    const { session } = statement;
    if (session === undefined) return await execute(statement, signal);
    const name = profile();
    const move = places.moveStatement(name, session);
    if (move !== undefined) {
      const { parameters: _, ...rest } = statement;
      const moving = await execute({ ...rest, sql: move }, signal);
      await moving.close();
      places.hasArrived(name, session);
    }
    const result = await execute(statement, signal);
    places.hasArrived(name, session);
    return result;
  };
}
