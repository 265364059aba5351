import type { Catalog, Column, Schema, Table } from "../catalog/model.ts";
import { parseType } from "../sql/dataType.ts";

/** The moment the sample workspace was "made"; a constant, so that every start shows the same. */
export const sampleTime = Date.UTC(2026, 0, 15, 9, 30);

export const owners = { data: "data-platform@emulated.example", analyst: "ada.lindqvist@emulated.example" } as const;

/** Columns in short form: `order_id bigint not null -- Order number`. */
export function columns(lines: readonly string[]): Column[] {
  return lines.map((line) => {
    const [definition = "", comment] = line.split(" -- ");
    const match = /^(`[^`]+`|\S+)\s+(.*?)(\s+not null)?$/.exec(definition.trim());
    if (match === null) throw new Error(`Cannot read the column ${line}`);
    return {
      name: (match[1] ?? "").replaceAll("`", ""),
      type: parseType(match[2] ?? ""),
      nullable: match[3] === undefined,
      comment,
    };
  });
}

type TableParts = Partial<Omit<Table, "name" | "columns">> & { readonly columns: readonly string[] };

export function table(name: string, comment: string | undefined, parts: TableParts): Table {
  return {
    kind: "MANAGED",
    owner: owners.data,
    createdAt: sampleTime,
    ...parts,
    name,
    comment,
    columns: columns(parts.columns),
  };
}

type SchemaParts = Partial<Pick<Schema, "volumes" | "functions" | "models" | "owner">> & {
  readonly tables: readonly Table[];
};

export function schema(name: string, comment: string | undefined, parts: SchemaParts): Schema {
  return {
    name,
    comment,
    owner: parts.owner ?? owners.data,
    tables: new Map(parts.tables.map((item) => [item.name.toLowerCase(), item])),
    volumes: parts.volumes ?? [],
    functions: parts.functions ?? [],
    models: parts.models ?? [],
  };
}

export function catalog(
  name: string,
  comment: string,
  kind: Catalog["kind"],
  schemas: readonly Schema[],
  more: Partial<Pick<Catalog, "connection" | "share" | "isClosed">> = {},
): Catalog {
  return {
    ...more,
    name,
    comment,
    kind,
    owner: owners.data,
    schemas: new Map(schemas.map((item) => [item.name.toLowerCase(), item])),
  };
}
