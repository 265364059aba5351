import type { Json } from "./read.ts";
import { isObject, optionalNumber, optionalText, present } from "./read.ts";
import type {
  Catalog,
  NamedObject,
  NewPersonalToken,
  PersonalToken,
  Schema,
  TableSummary,
  User,
  Warehouse,
} from "./types.ts";

// Field names are those of the Databricks SDK for Go, `service/{catalog,sql,iam,settings}/model.go`.

export function user(entry: Json): User | undefined {
  const userName = optionalText(entry["userName"]);
  if (userName === undefined) return undefined;
  return present<User>({ userName, id: optionalText(entry["id"]), displayName: optionalText(entry["displayName"]) });
}

export function catalog(entry: Json): Catalog | undefined {
  const named = namedObject(entry);
  return (
    named &&
    present<Catalog>({
      ...named,
      type: optionalText(entry["catalog_type"]),
      connectionName: optionalText(entry["connection_name"]),
      providerName: optionalText(entry["provider_name"]),
      shareName: optionalText(entry["share_name"]),
    })
  );
}

export function schema(entry: Json): Schema | undefined {
  return namedObject(entry);
}

export function tableSummary(entry: Json): TableSummary | undefined {
  const named = namedObject(entry);
  return named && { ...named, type: optionalText(entry["table_type"]) ?? "" };
}

export function warehouse(entry: Json): Warehouse | undefined {
  const id = optionalText(entry["id"]);
  if (id === undefined) return undefined;
  const odbc = isObject(entry["odbc_params"]) ? entry["odbc_params"] : {};
  return present<Warehouse>({
    id,
    name: optionalText(entry["name"]) ?? id,
    state: optionalText(entry["state"]) ?? "UNKNOWN",
    size: optionalText(entry["cluster_size"]),
    serverless: entry["enable_serverless_compute"] === true,
    httpPath: optionalText(odbc["path"]) ?? `/sql/1.0/warehouses/${id}`,
  });
}

export function personalToken(entry: Json): PersonalToken | undefined {
  const id = optionalText(entry["token_id"]);
  if (id === undefined) return undefined;
  const expiresAt = optionalNumber(entry["expiry_time"]);
  return present<PersonalToken>({
    id,
    comment: optionalText(entry["comment"]),
    createdAt: optionalNumber(entry["creation_time"]),
    // The server says -1 for never.
    expiresAt: expiresAt !== undefined && expiresAt > 0 ? expiresAt : undefined,
  });
}

export function newPersonalToken(entry: Json): NewPersonalToken | undefined {
  const value = optionalText(entry["token_value"]);
  const token = isObject(entry["token_info"]) ? personalToken(entry["token_info"]) : undefined;
  return value !== undefined && token ? { value, token } : undefined;
}

/** What lists of Unity Catalog say of every object. */
export function namedObject(entry: Json): NamedObject | undefined {
  const name = optionalText(entry["name"]);
  if (name === undefined) return undefined;
  return present<NamedObject>({
    name,
    comment: optionalText(entry["comment"]),
    owner: optionalText(entry["owner"]),
    browseOnly: entry["browse_only"] === true ? true : undefined,
  });
}
