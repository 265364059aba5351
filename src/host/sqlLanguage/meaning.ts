import { nameAt } from "../../core/sql/tableReferences.ts";
import type { Table } from "../../workspace/rest/workspaceClient.ts";
import type { TextRange } from "../../core/base/text.ts";
import type { CatalogNames } from "./catalogNames.ts";
import type { SqlContext } from "./sqlContext.ts";
import { fullPath, referenceOf } from "./sqlContext.ts";

/** What a name in a statement stands for. */
export type Meaning = { readonly kind: "catalog" | "schema"; readonly path: readonly string[] } | TableMeaning;

export interface TableMeaning {
  readonly kind: "table" | "column";
  readonly path: readonly string[];
  /** The table itself, or the one of the column. */
  readonly table: Table;
}

/**
 * What the name at the place stands for; undefined when it is none, or the workspace does not know it. The range lies
 * in the statement.
 */
export async function meaningAt(
  { statement, offset, namespace, references }: SqlContext,
  names: Pick<CatalogNames, "table">,
): Promise<{ readonly meaning: Meaning; readonly range: TextRange } | undefined> {
  const written = nameAt(statement.text, offset);
  if (!written) return undefined;
  const { parts, part, ranges, start, end } = written;
  const range = { start, end: ranges[part]?.end ?? end };
  const ofTable = async (path: readonly string[] | undefined): Promise<Meaning | undefined> => {
    const table = path && (await names.table(path));
    return path && table && { kind: "table", path, table };
  };
  const ofColumn = async (
    path: readonly string[] | undefined,
    name: string | undefined,
  ): Promise<Meaning | undefined> => {
    const table = path && (await names.table(path));
    const column = table?.columns.find((candidate) => candidate.name.toLowerCase() === name?.toLowerCase());
    return path && table && column && { kind: "column", path: [...path, column.name], table };
  };
  const isReference = references.some((reference) => reference.start === start);
  let meaning: Meaning | undefined;
  if (isReference) {
    const path = fullPath(parts, namespace);
    // The cursor may be on a part before the table's own.
    const level = 3 - parts.length + part;
    if (path && level < 2) meaning = { kind: level === 0 ? "catalog" : "schema", path: path.slice(0, level + 1) };
    else meaning = await ofTable(path);
  } else if (parts.length >= 3) {
    meaning = part < 2 ? { kind: part === 0 ? "catalog" : "schema", path: parts.slice(0, part + 1) } : undefined;
    meaning ??= part === 2 ? await ofTable(parts.slice(0, 3)) : await ofColumn(parts.slice(0, 3), parts[3]);
  } else {
    const reference = referenceOf(parts[0] ?? "", references);
    const path = reference && fullPath(reference.parts, namespace);
    if (parts.length === 2) meaning = part === 0 ? await ofTable(path) : await ofColumn(path, parts[1]);
    else {
      for (const candidate of references) {
        meaning = await ofColumn(fullPath(candidate.parts, namespace), parts[0]);
        if (meaning) break;
      }
      meaning ??= await ofTable(path);
    }
  }
  return meaning && { meaning, range };
}
