import { sqlName } from "../../core/base/sqlName.ts";
import type { CompletionPlace } from "../../core/sql/completionPlace.ts";
import type { CatalogNames, KnownNames } from "./catalogNames.ts";
import type { SqlContext } from "./sqlContext.ts";
import { fullPath, referenceOf } from "./sqlContext.ts";

export interface Suggestion {
  readonly kind: "catalog" | "schema" | "table" | "column" | "alias";
  readonly name: string;
  /** The name as SQL needs it, in backticks where it must be. */
  readonly insert: string;
  /** Type of a column or table, or where something is. */
  readonly detail?: string;
  readonly comment?: string;
}

export interface Suggestions {
  readonly items: readonly Suggestion[];
  /** False when the next key may bring others. */
  readonly isComplete: boolean;
}

type Names = Pick<CatalogNames, "catalogs" | "schemas" | "tables" | "table">;

/** What can be written at a place, from what the workspace knows. */
export async function suggest(place: CompletionPlace, context: SqlContext, names: Names): Promise<Suggestions> {
  const parts =
    place.wants === "expression" ? expressionParts(place, context, names) : relationParts(place, context, names);
  const found = await Promise.all(parts);
  const unique = new Map(found.flatMap(({ items }) => items).map((item) => [`${item.kind} ${item.name}`, item]));
  return { items: [...unique.values()], isComplete: found.every(({ isComplete }) => isComplete) };
}

function relationParts({ qualifier, typed, wants }: CompletionPlace, { namespace }: SqlContext, names: Names) {
  const { catalog, schema } = namespace;
  const [first = "", second = ""] = qualifier;
  if (wants === "catalog") return [listed("catalog", names.catalogs())];
  const isRelation = wants === "relation";
  switch (qualifier.length) {
    case 0:
      return [
        listed("catalog", names.catalogs()),
        ...(catalog === undefined ? [] : [listed("schema", names.schemas(catalog))]),
        ...(isRelation && catalog !== undefined && schema !== undefined
          ? [listed("table", names.tables(catalog, schema, typed))]
          : []),
      ];
    case 1:
      return [
        listed("schema", names.schemas(first)),
        ...(isRelation && catalog !== undefined ? [listed("table", names.tables(catalog, first, typed))] : []),
      ];
    case 2:
      return isRelation ? [listed("table", names.tables(first, second, typed))] : [];
    default:
      return [];
  }
}

function expressionParts({ qualifier }: CompletionPlace, { namespace, references }: SqlContext, names: Names) {
  const [first = ""] = qualifier;
  const reference = qualifier.length === 1 ? referenceOf(first, references) : undefined;
  const paths =
    qualifier.length === 0
      ? references.map(({ parts }) => fullPath(parts, namespace))
      : qualifier.length === 3
        ? [qualifier]
        : [reference && fullPath(reference.parts, namespace)];
  const aliases: Suggestion[] = (qualifier.length === 0 ? references : []).flatMap(({ alias, parts }) =>
    alias === undefined ? [] : [{ kind: "alias", name: alias, insert: sqlName([alias]), detail: parts.join(".") }],
  );
  return [
    Promise.resolve<Suggestions>({ items: aliases, isComplete: true }),
    ...paths.flatMap((path) => (path === undefined ? [] : [columnsOf(path, names)])),
  ];
}

async function columnsOf(path: readonly string[], names: Names): Promise<Suggestions> {
  const table = await names.table(path);
  const items = (table?.columns ?? []).map(({ name, type, comment }): Suggestion => ({
    kind: "column",
    name,
    insert: sqlName([name]),
    detail: `${type} · ${path.at(-1) ?? ""}`,
    ...(comment === undefined ? {} : { comment }),
  }));
  return { items, isComplete: true };
}

async function listed(kind: Suggestion["kind"], loading: Promise<KnownNames>): Promise<Suggestions> {
  const { names, isComplete } = await loading;
  const items = names.map(({ name, type, comment }): Suggestion => ({
    kind,
    name,
    insert: sqlName([name]),
    detail: type === undefined || kind !== "table" ? kind : type.toLowerCase().replaceAll("_", " "),
    ...(comment === undefined ? {} : { comment }),
  }));
  return { items, isComplete };
}
