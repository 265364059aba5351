import { columns, owners, sampleTime } from "../sample/define.ts";
import type { Catalog, Schema, Table } from "./model.ts";
import type { Scale } from "./store.ts";

/** Name of the catalog that exists by rule only. */
export const scaleName = "scale";

const scaleColumns = columns([
  "id bigint not null -- Row number",
  "name string",
  "amount decimal(12,2)",
  "updated_at timestamp",
]);

/** Schemas and tables of the `scale` catalog, computed when asked for. They have no rows and are unknown to SQL. */
export class ScaleCatalog {
  readonly schemaCount: number;
  readonly #tables: number;

  constructor(scale: Scale) {
    this.schemaCount = scale.schemas;
    this.#tables = scale.tables;
  }

  readonly catalog: Catalog = {
    name: scaleName,
    kind: "MANAGED_CATALOG",
    comment: "Many schemas and tables, to see how a client copes; names only, no rows",
    owner: owners.data,
    schemas: new Map(),
  };

  schemaAt(index: number): Schema {
    return {
      name: numbered("schema", index),
      comment: undefined,
      owner: owners.data,
      tables: new Map(),
      volumes: [],
      functions: [],
    };
  }

  /** Index of a schema by its name; `undefined` if there is none. */
  indexOf(schema: string): number | undefined {
    const match = /^schema_(\d{5})$/.exec(schema);
    const index = match === null ? -1 : Number(match[1]);
    return index >= 0 && index < this.schemaCount ? index : undefined;
  }

  /** Tables are spread evenly; the first schemas get the rest. */
  tableCount(schemaIndex: number): number {
    const even = Math.floor(this.#tables / this.schemaCount);
    return even + (schemaIndex < this.#tables % this.schemaCount ? 1 : 0);
  }

  tableAt(index: number): Table {
    return {
      name: numbered("table", index),
      kind: "MANAGED",
      owner: owners.data,
      createdAt: sampleTime,
      columns: scaleColumns,
    };
  }

  table(schemaIndex: number, name: string): Table | undefined {
    const match = /^table_(\d{5})$/.exec(name);
    const index = match === null ? -1 : Number(match[1]);
    return index >= 0 && index < this.tableCount(schemaIndex) ? this.tableAt(index) : undefined;
  }
}

function numbered(word: string, index: number): string {
  return `${word}_${String(index).padStart(5, "0")}`;
}
