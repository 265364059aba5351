import type { SecurableKind } from "./securable.ts";

/** What a program does with the objects it was given. */
export interface Operation {
  readonly id: string;
  /** For people, begins with a verb. */
  readonly title: string;
  /** Privileges that each kind of object needs for it, on the object itself. A kind that is missing cannot be used so. */
  readonly needs: Readonly<Partial<Record<SecurableKind, readonly string[]>>>;
}

/** A privilege on a schema or catalog is one on everything inside, now and later. */
const inside = (kind: SecurableKind, ...privileges: string[]): Operation["needs"] => ({
  [kind]: privileges,
  schema: privileges,
  catalog: privileges,
});

/**
 * Least privileges by operation. `USE CATALOG` and `USE SCHEMA` come with the object's place (`plan.ts`).
 * Sources: “Unity Catalog privileges reference”, “Privileges for Unity Catalog volumes”, “Create and manage views”,
 * “Use materialized views in Databricks SQL”.
 * - Writing to a table takes MODIFY and SELECT; changing a volume's files takes WRITE VOLUME and READ VOLUME.
 * - Views are made with CREATE TABLE, materialized ones with CREATE MATERIALIZED VIEW besides.
 * - An external table or volume takes a privilege on its location besides that on its schema.
 */
export const operations: readonly Operation[] = [
  { id: "read", title: "Read tables and views", needs: inside("table", "SELECT") },
  { id: "write", title: "Write to tables", needs: inside("table", "SELECT", "MODIFY") },
  {
    id: "readFiles",
    title: "Read files",
    needs: { ...inside("volume", "READ VOLUME"), externalLocation: ["READ FILES"] },
  },
  {
    id: "writeFiles",
    title: "Write files",
    needs: { ...inside("volume", "READ VOLUME", "WRITE VOLUME"), externalLocation: ["READ FILES", "WRITE FILES"] },
  },
  { id: "execute", title: "Run functions and models", needs: { ...inside("function", "EXECUTE"), model: ["EXECUTE"] } },
  { id: "useConnection", title: "Use connections", needs: { connection: ["USE CONNECTION"] } },
  { id: "createSchemas", title: "Create schemas", needs: { catalog: ["CREATE SCHEMA"] } },
  { id: "createTables", title: "Create tables and views", needs: inside("schema", "CREATE TABLE") },
  {
    id: "createMaterializedViews",
    title: "Create materialized views",
    needs: inside("schema", "CREATE TABLE", "CREATE MATERIALIZED VIEW"),
  },
  { id: "createVolumes", title: "Create volumes", needs: inside("schema", "CREATE VOLUME") },
  { id: "createFunctions", title: "Create functions", needs: inside("schema", "CREATE FUNCTION") },
  { id: "createModels", title: "Create models", needs: inside("schema", "CREATE MODEL") },
  {
    id: "createExternalTables",
    title: "Create external tables",
    needs: { externalLocation: ["CREATE EXTERNAL TABLE"] },
  },
  {
    id: "createExternalVolumes",
    title: "Create external volumes",
    needs: { externalLocation: ["CREATE EXTERNAL VOLUME"] },
  },
];
