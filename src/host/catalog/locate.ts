import { PwafError } from "../../core/base/errors.ts";
import type { CatalogModel } from "./catalogModel.ts";
import type { BranchNode, GroupKind } from "./catalogNode.ts";
import { groupNode, isContainer } from "./catalogNode.ts";
import { lookUp } from "./lookUp.ts";

/** An object by what it is and its plain name; columns, files and versions are not found this way. */
export interface ObjectName {
  readonly kind: "catalog" | "schema" | "table" | "volume" | "function" | "model" | "column";
  readonly path: readonly string[];
}

const groupOf: Readonly<Partial<Record<ObjectName["kind"], GroupKind>>> = {
  table: "tables",
  volume: "volumes",
  function: "functions",
  model: "models",
};

/**
 * The node of an object, loading what leads there: one page of each level, and the object itself where it is on none of
 * these.
 * @throws PwafError `not-found` and whatever else the workspace says.
 */
export async function locate(model: CatalogModel, { kind, path }: ObjectName): Promise<BranchNode> {
  const [catalogName = "", ...below] = path;
  const catalog = await model.child(undefined, "catalog", [catalogName], (client) =>
    lookUp(client, { kind: "catalog", path: [catalogName] }),
  );
  if (kind === "catalog" || !isContainer(catalog)) return catalog;
  // From here on as the workspace spells it.
  const schemaPath = [...catalog.path, below[0] ?? ""];
  const schema = await model.child(catalog, "schema", schemaPath, (client) =>
    lookUp(client, { kind: "schema", path: schemaPath }),
  );
  if (kind === "schema" || !isContainer(schema)) return schema;
  const objectKind = kind === "column" ? "table" : kind;
  const group = groupNode(schema.scope, groupOf[objectKind] ?? "tables", schema, schema.path);
  const objectPath = [...schema.path, path[2] ?? ""];
  const object = await model.child(group, objectKind, objectPath, (client) =>
    lookUp(client, { kind: objectKind, path: objectPath }),
  );
  if (kind !== "column" || !isContainer(object)) return object;
  return await model.child(object, "column", [...object.path, path[3] ?? ""], async () => {
    throw new PwafError("not-found", `${objectPath.join(".")} has no column ${path[3] ?? ""}.`, {
      hint: "Refresh the table if the column is new.",
    });
  });
}
