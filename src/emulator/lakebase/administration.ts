import type { IdentityStore } from "../identity.ts";
import { defaultDatabase } from "./model.ts";
import { administrator, type Postgres } from "./postgres.ts";
import { errorFields, MessageReader, queryMessage, rowOf, startupMessage } from "./wire.ts";

type Row = (string | null)[];

/** Runs SQL as the administrator, on a connection of its own. @throws Error with the server's message */
export async function administer(postgres: Postgres, database: string, sql: string): Promise<Row[]> {
  const connection = await postgres.connect();
  const reader = new MessageReader();
  const rows: Row[] = [];
  let isSent = false;
  return await new Promise<Row[]>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      reader.push(chunk);
      for (let next = reader.message(); next !== undefined; next = reader.message()) {
        if (next.type === "E") reject(new Error(errorFields(next.body).get("M") ?? "PostgreSQL failed"));
        if (next.type === "D") rows.push(rowOf(next.body));
        if (next.type !== "Z") continue;
        if (isSent) resolve(rows);
        else connection.write(queryMessage(sql));
        isSent = true;
      }
    };
    connection.on("data", read);
    connection.once("error", reject);
    connection.once("close", () => reject(new Error("PostgreSQL closed the connection")));
    connection.write(startupMessage(new Map(Object.entries({ user: administrator, database }))));
  }).finally(() => connection.destroy());
}

/** What stands for `CREATE EXTENSION databricks_auth`, which only Lakebase's own servers have. */
export function withoutExtension(sql: string): string {
  return sql.replace(
    /\bcreate\s+extension\s+(?:if\s+not\s+exists\s+)?"?databricks_auth"?(?:\s+cascade)?/i,
    "DO 'BEGIN PERFORM databricks_internal.install_auth(); END'",
  );
}

/**
 * Makes a branch's roles and databases as Lakebase does: the creator's role with all rights, one for the service
 * principal, and none for anybody else. The shop's data belongs to the creator.
 */
export async function furnish(postgres: Postgres, identity: IdentityStore, hasSamples: boolean): Promise<void> {
  const owner = quoted(identity.defaultUser.userName);
  const principal = quoted(identity.servicePrincipal.userName);
  await administer(
    postgres,
    "postgres",
    `CREATE ROLE databricks_superuser NOLOGIN;
     GRANT pg_read_all_data, pg_write_all_data, pg_monitor TO databricks_superuser;
     CREATE ROLE ${owner} LOGIN CREATEDB CREATEROLE BYPASSRLS IN ROLE databricks_superuser;
     CREATE ROLE ${principal} LOGIN;`,
  );
  await administer(postgres, "postgres", `CREATE DATABASE ${defaultDatabase}`);
  // Told by where the connection is: an engine with one database has it under another name.
  const own = `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I OWNER TO %I', current_database(), ${literal(identity.defaultUser.userName)}); END $$`;
  await administer(postgres, defaultDatabase, own);
  await administer(postgres, defaultDatabase, authFunctions(identity));
  if (hasSamples) await administer(postgres, defaultDatabase, samples(owner));
}

/** The extension's function, and what installs it for those who may create extensions. */
function authFunctions(identity: IdentityStore): string {
  const known = [...identity.users, ...identity.servicePrincipals];
  const values = known.map(
    ({ userName, isServicePrincipal }) =>
      `(${literal(userName)}, '${isServicePrincipal ? "SERVICE_PRINCIPAL" : "USER"}')`,
  );
  const groups = identity.groups.map((name) => `(${literal(name)}, 'GROUP')`);
  return `CREATE SCHEMA databricks_internal;
    GRANT USAGE ON SCHEMA databricks_internal TO PUBLIC;
    CREATE TABLE databricks_internal.identity (name text PRIMARY KEY, kind text NOT NULL);
    INSERT INTO databricks_internal.identity VALUES ${[...values, ...groups].join(", ")};
    CREATE FUNCTION databricks_internal.install_auth() RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $install$
    BEGIN
      IF NOT has_database_privilege(session_user, current_database(), 'CREATE') THEN
        RAISE insufficient_privilege USING MESSAGE = 'permission denied to create extension "databricks_auth"';
      END IF;
      CREATE OR REPLACE FUNCTION public.databricks_create_role(identity_name text, identity_type text) RETURNS text
      LANGUAGE plpgsql SECURITY DEFINER AS $create$
      BEGIN
        IF NOT (SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = session_user) THEN
          RAISE insufficient_privilege USING MESSAGE = 'permission denied to create role';
        END IF;
        IF NOT EXISTS (SELECT FROM databricks_internal.identity WHERE name = identity_name AND kind = identity_type) THEN
          RAISE undefined_object USING MESSAGE = format('Databricks identity "%s" of type %s does not exist', identity_name, identity_type);
        END IF;
        EXECUTE format('CREATE ROLE %I LOGIN', identity_name);
        RETURN identity_name;
      END $create$;
    END $install$;`;
}

function samples(owner: string): string {
  return `CREATE SCHEMA shop AUTHORIZATION ${owner};
    CREATE TABLE shop.orders (
      id bigint PRIMARY KEY, customer text NOT NULL, total numeric(12,2) NOT NULL, placed_at timestamptz NOT NULL,
      note jsonb);
    INSERT INTO shop.orders SELECT i, 'customer ' || i % 40, (i * 37 % 5000) / 10.0,
      timestamptz '2026-01-01 08:00+00' + i * interval '7 minutes',
      CASE WHEN i % 5 = 0 THEN jsonb_build_object('gift', true) END FROM generate_series(1, 500) AS i;
    ALTER TABLE shop.orders OWNER TO ${owner};`;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
