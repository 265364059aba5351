import type { SiteOptions } from "../../sites.ts";
import { isLakebaseHost } from "../databricksUrl.ts";
import { oncePerText } from "../../oncePerText.ts";
import type { ConnectorFacts, Insertion, OptionSource } from "../facts.ts";
import { openings } from "./openings.ts";
import type { Opening } from "./openings.ts";

/** PostgreSQL keeps this many bytes of an `application_name`. */
const limit = 63;

const common = {
  connector: "lakebase",
  language: "jvm",
  what: "construct",
  auth: () => "dynamic",
} satisfies Partial<ConnectorFacts>;

/** PgJDBC through anything that takes a URL. Source: pgjdbc/pgjdbc, `PGProperty.java`. */
function opened({ id, triggers, entries, options, urls, statement }: Opening): ConnectorFacts {
  const texts = urls.map((option): OptionSource => ({ from: "text", option, syntax: "query" }));
  const inUrl = urls.map((option): Insertion => ({ kind: "text", option, syntax: "query", name: "ApplicationName" }));
  const inProperties = statement ? [{ ...statement, text: statement.text.replace("#", "ApplicationName") }] : [];
  return {
    ...common,
    id: `lakebase/${id}`,
    triggers: triggers.map((word) => (word === "jdbc" ? "jdbc:postgresql" : word)),
    entries,
    options: [...options, ...texts],
    when: (given) => urls.some((name) => isLakebaseUrl(given, name)),
    userAgent: {
      options: [{ name: "ApplicationName" }],
      limit,
      insert: [...inUrl, ...inProperties],
    },
  };
}

function isLakebaseUrl(given: SiteOptions, name: string): boolean {
  const url = given.get(name)?.text ?? "";
  return url.startsWith("jdbc:postgresql:") && isLakebaseHost(url.slice("jdbc:".length));
}

const setters = [
  ...["setURL", "setUrl", "url"].map((option): OptionSource => ({ from: "text", option, syntax: "query" })),
];

/** PgJDBC's own data sources, of which everything is set. */
const dataSource: ConnectorFacts = {
  ...common,
  id: "lakebase/pg-data-source",
  triggers: ["org.postgresql"],
  entries: [
    { origin: "org.postgresql.ds.PGSimpleDataSource" },
    { origin: "org.postgresql.ds.PGPoolingDataSource" },
    { origin: "org.postgresql.ds.PGConnectionPoolDataSource" },
  ],
  options: [{ from: "result" }, ...setters],
  when: (given, text) => {
    const urls = ["setURL", "setUrl", "url"];
    const names = ["setServerName", "serverName", "setServerNames", "serverNames"];
    if (urls.some((name) => isLakebaseUrl(given, name))) return true;
    if (names.some((name) => isLakebaseHost(given.get(name)?.text ?? ""))) return true;
    const isWrittenOut = [...urls, ...names].some((name) => {
      const value = given.get(name);
      return value?.kind === "text" && !value.hasHoles;
    });
    return !isWrittenOut && asksForCredential(text);
  },
  userAgent: {
    options: [{ name: "ApplicationName" }, { name: "setApplicationName" }, { name: "applicationName" }],
    limit,
    insert: [{ kind: "statement", of: "result", text: "$object.setApplicationName($);" }],
  },
};

/** Where settings hold the host, the credential that the same file asks for tells. */
const asksForCredential = oncePerText((text) =>
  /\bgenerateDatabaseCredential\s*\(|\/api\/2\.0\/(?:postgres|database)\/credentials/.test(text),
);

export const jvmLakebase: readonly ConnectorFacts[] = [...openings.map(opened), dataSource];
