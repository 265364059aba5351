import { randomUUID } from "node:crypto";
import type { User } from "../identity.ts";
import type { SqlEngine } from "../sql/engine.ts";
import type { Parameter } from "../sql/session.ts";
import { apiText } from "../statements/apiText.ts";
import type { WarehouseStore } from "../warehouses.ts";

/** Who calls a tool, and with what. */
export interface Caller {
  readonly user: User;
  readonly userAgent: string;
}

/** Rows that a tool gives back at most. */
const mostRows = 100;

export interface Rows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
  readonly truncated: boolean;
}

/** Runs SQL for a tool, as the user who calls it. */
export class SqlRun {
  readonly #engine: SqlEngine;
  readonly #warehouses: WarehouseStore;

  constructor(engine: SqlEngine, warehouses: WarehouseStore) {
    this.#engine = engine;
    this.#warehouses = warehouses;
  }

  /** The first rows of a query. Throws what the engine says against it. */
  async rows(sql: string, { user, userAgent }: Caller, parameters: readonly Parameter[] = []): Promise<Rows> {
    const session = {
      id: randomUUID(),
      catalog: "main",
      schema: "default",
      user: user.userName,
      client: userAgent,
      warehouseId: this.#warehouses.first.id,
      settings: new Map<string, string>(),
    };
    const statement = this.#engine.execute(sql, session, { parameters, tags: [] });
    await statement.settled;
    try {
      if (statement.error !== undefined) throw statement.error;
      const { fields } = statement;
      const { page, hasMore } = await statement.take(mostRows);
      const columns = fields.map((field, index) =>
        page
          .column(index)
          .flatMap((segment) =>
            Array.from({ length: segment.length }, (_, row) => apiText(field.type, segment.value(row))),
          ),
      );
      const rows = Array.from({ length: page.rowCount }, (_, row) => columns.map((values) => values[row] ?? null));
      return { columns: fields.map(({ name }) => name), rows, truncated: hasMore };
    } finally {
      await statement.close();
    }
  }
}
