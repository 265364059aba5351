import type { Json } from "./read.ts";
import { isObject, optionalNumber, optionalText, present } from "./read.ts";
import { namedObject } from "./readers.ts";
import type {
  CatalogFunction,
  Connection,
  ExternalLocation,
  FileEntry,
  FunctionParameter,
  ModelVersion,
  RegisteredModel,
  TableName,
  Volume,
} from "./types.ts";

// Field names are those of the Databricks SDK for Go, `service/{catalog,files}/model.go`.

export function tableName(entry: Json): TableName | undefined {
  const fullName = optionalText(entry["full_name"]);
  return fullName === undefined ? undefined : { fullName, type: optionalText(entry["table_type"]) ?? "" };
}

export function volume(entry: Json): Volume | undefined {
  const named = namedObject(entry);
  return (
    named &&
    present<Volume>({
      ...named,
      type: optionalText(entry["volume_type"]),
      storageLocation: optionalText(entry["storage_location"]),
    })
  );
}

export function catalogFunction(entry: Json): CatalogFunction | undefined {
  const named = namedObject(entry);
  if (named === undefined) return undefined;
  const returned = parameters(entry["return_params"]);
  return present<CatalogFunction>({
    ...named,
    parameters: parameters(entry["input_params"]),
    returns:
      returned.length > 0
        ? `table<${returned.map(({ name, type }) => `${name} ${type}`).join(", ")}>`
        : (optionalText(entry["full_data_type"]) ?? optionalText(entry["data_type"]) ?? "").toLowerCase(),
    language: optionalText(entry["external_language"]) ?? optionalText(entry["routine_body"]),
    body: optionalText(entry["routine_definition"]),
  });
}

/** A table of parameters: `{parameters: [{name, type_text, position, …}]}`. */
function parameters(table: unknown): FunctionParameter[] {
  const list = isObject(table) ? table["parameters"] : undefined;
  if (!Array.isArray(list)) return [];
  return list
    .filter(isObject)
    .sort((a, b) => (optionalNumber(a["position"]) ?? 0) - (optionalNumber(b["position"]) ?? 0))
    .flatMap((entry) => {
      const name = optionalText(entry["name"]);
      if (name === undefined) return [];
      const type = (optionalText(entry["type_text"]) ?? optionalText(entry["type_name"]) ?? "").toLowerCase();
      return [present<FunctionParameter>({ name, type, defaultValue: optionalText(entry["parameter_default"]) })];
    });
}

export function registeredModel(entry: Json): RegisteredModel | undefined {
  const named = namedObject(entry);
  if (named === undefined) return undefined;
  const list = Array.isArray(entry["aliases"]) ? entry["aliases"].filter(isObject) : [];
  const aliases = list.flatMap((alias) => {
    const [name, version] = [optionalText(alias["alias_name"]), optionalNumber(alias["version_num"])];
    return name === undefined || version === undefined ? [] : [{ name, version }];
  });
  return { ...named, aliases };
}

export function modelVersion(entry: Json): ModelVersion | undefined {
  const version = optionalNumber(entry["version"]);
  if (version === undefined) return undefined;
  return present<ModelVersion>({
    version,
    status: optionalText(entry["status"]),
    comment: optionalText(entry["comment"]),
    runId: optionalText(entry["run_id"]),
    createdAt: optionalNumber(entry["created_at"]),
    createdBy: optionalText(entry["created_by"]),
  });
}

export function externalLocation(entry: Json): ExternalLocation | undefined {
  const named = namedObject(entry);
  return (
    named &&
    present<ExternalLocation>({
      ...named,
      url: optionalText(entry["url"]),
      credential: optionalText(entry["credential_name"]),
      readOnly: entry["read_only"] === true ? true : undefined,
    })
  );
}

/** Options are left out: they may hold user names, hosts and more than a tree should show. */
export function connection(entry: Json): Connection | undefined {
  const named = namedObject(entry);
  return (
    named &&
    present<Connection>({
      ...named,
      type: optionalText(entry["connection_type"]),
      url: optionalText(entry["url"]),
      readOnly: entry["read_only"] === true ? true : undefined,
    })
  );
}

export function fileEntry(entry: Json): FileEntry | undefined {
  const path = optionalText(entry["path"])?.replace(/\/+$/, "");
  if (path === undefined || path === "") return undefined;
  return present<FileEntry>({
    path,
    name: optionalText(entry["name"])?.replace(/\/+$/, "") ?? path.slice(path.lastIndexOf("/") + 1),
    isFolder: entry["is_directory"] === true,
    size: optionalNumber(entry["file_size"]),
    modifiedAt: optionalNumber(entry["last_modified"]),
  });
}
