import { postgresName, postgresString } from "../sql/postgresLiteral.ts";

/** What a new role may do. */
export type RoleRights = "connect" | "read" | "write";

export interface NewRole {
  /** E-mail address, application id or name of a group. */
  readonly identity: string;
  readonly kind: "USER" | "SERVICE_PRINCIPAL" | "GROUP";
  readonly database: string;
  readonly schema: string;
  readonly rights: RoleRights;
}

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** What kind of identity a name is; undefined for one that Lakebase takes for none. */
export function kindOf(identity: string): NewRole["kind"] | undefined {
  if (uuid.test(identity)) return "SERVICE_PRINCIPAL";
  if (/^[^\s@]+@[^\s@]+$/.test(identity)) return "USER";
  return undefined;
}

/** The statements that give an identity a role with rights on one schema, also on tables that are made later by whoever runs this. */
export function roleStatements({ identity, kind, database, schema, rights }: NewRole): readonly string[] {
  const [role, where] = [postgresName(identity), postgresName(schema)];
  const connect = [
    "CREATE EXTENSION IF NOT EXISTS databricks_auth",
    `SELECT databricks_create_role(${postgresString(identity)}, '${kind}')`,
    `GRANT CONNECT ON DATABASE ${postgresName(database)} TO ${role}`,
  ];
  if (rights === "connect") return connect;
  const privileges = rights === "read" ? "SELECT" : "SELECT, INSERT, UPDATE, DELETE";
  const sequences = [
    `GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${where} TO ${role}`,
    `ALTER DEFAULT PRIVILEGES IN SCHEMA ${where} GRANT USAGE ON SEQUENCES TO ${role}`,
  ];
  return [
    ...connect,
    `GRANT USAGE ON SCHEMA ${where} TO ${role}`,
    `GRANT ${privileges} ON ALL TABLES IN SCHEMA ${where} TO ${role}`,
    `ALTER DEFAULT PRIVILEGES IN SCHEMA ${where} GRANT ${privileges} ON TABLES TO ${role}`,
    ...(rights === "write" ? sequences : []),
  ];
}
