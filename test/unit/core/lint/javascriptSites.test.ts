import assert from "node:assert/strict";
import { check, code, siteTable } from "./samples.ts";

/** A sample and the sites in it, in file order. */
type Sample = readonly [name: string, text: string, ...sites: string[]];

const ok = "set-valid Acme_Loader/1.2.0";

function run(samples: readonly Sample[], file = "sample.ts"): void {
  for (const [name, text, ...expected] of samples) {
    it(name, async () => assert.deepEqual(await siteTable(file, text), expected));
  }
}

describe("javascript sites: imports and clients", () => {
  run([
    [
      "named import",
      code`
      import { DBSQLClient } from "@databricks/sql";
      const client = new DBSQLClient();
      await client.connect({ host, path, token });`,
      "missing",
    ],
    [
      "alias",
      code`
      import { DBSQLClient as Client } from "@databricks/sql";
      const client = new Client();
      client.connect({ host, path, token });`,
      "missing",
    ],
    [
      "namespace",
      code`
      import * as dbsql from "@databricks/sql";
      const client = new dbsql.DBSQLClient();
      client.connect({ host });`,
      "missing",
    ],
    [
      "default",
      code`
      import dbsql from "@databricks/sql";
      const { DBSQLClient } = dbsql;
      const client = new DBSQLClient();
      client.connect({ host });`,
      "missing",
    ],
    [
      "import equals",
      code`
      import dbsql = require("@databricks/sql");
      new dbsql.DBSQLClient().connect({ host });`,
      "missing",
    ],
    [
      "chained",
      code`
      import { DBSQLClient } from "@databricks/sql";
      const client = await new DBSQLClient({ logger }).connect({ host, userAgentEntry: "Acme_Loader/1.2.0" });`,
      ok,
    ],
    [
      "promise chain",
      code`
      import { DBSQLClient } from "@databricks/sql";
      const client = new DBSQLClient();
      client
        .connect({ host })
        .then(async (client) => { const session = await client.openSession(); })
        .catch(console.error);`,
      "missing",
    ],
    [
      "client held in a field",
      code`
      import { DBSQLClient } from "@databricks/sql";
      class Db {
        private readonly client = new DBSQLClient();
        async open() { await this.client.connect({ host }); }
      }`,
      "missing",
    ],
    [
      "client assigned in the constructor",
      code`
      import { DBSQLClient } from "@databricks/sql";
      class Db {
        private client?: DBSQLClient;
        constructor() { this.client = new DBSQLClient(); }
        async open() { await this.client!.connect({ host }); }
      }`,
      "missing",
    ],
    [
      "private field",
      code`
      import { DBSQLClient } from "@databricks/sql";
      class Db {
        #client = new DBSQLClient();
        open() { return this.#client.connect({ host }); }
      }`,
      "missing",
    ],
    [
      "client handed in, by its type",
      code`
      import type { DBSQLClient } from "@databricks/sql";
      export async function open(client: DBSQLClient) { return client.connect({ host }); }`,
      "missing",
    ],
    [
      "client handed to the constructor, by its type",
      code`
      import { DBSQLClient } from "@databricks/sql";
      class Db {
        constructor(private readonly client: DBSQLClient) {}
        open() { return this.client.connect({ host }); }
      }`,
      "missing",
    ],
    [
      "declared and assigned later",
      code`
      import { DBSQLClient } from "@databricks/sql";
      let client: DBSQLClient | undefined;
      export async function get() {
        if (!client) {
          client = new DBSQLClient();
          await client.connect({ host });
        }
        return client;
      }`,
      "missing",
    ],
    [
      "nullish assignment",
      code`
      import { DBSQLClient } from "@databricks/sql";
      let client: DBSQLClient | null = null;
      client ??= new DBSQLClient();
      client.connect({ host });`,
      "missing",
    ],
    [
      "made by a function",
      code`
      import { DBSQLClient } from "@databricks/sql";
      const make = () => new DBSQLClient();
      make().connect({ host });`,
      "missing",
    ],
    [
      "made by a method",
      code`
      import { DBSQLClient } from "@databricks/sql";
      class Db {
        private make(): DBSQLClient { return new DBSQLClient(); }
        open() { return this.make().connect({ host }); }
      }`,
      "missing",
    ],
    [
      "with an event handler",
      code`
      import { DBSQLClient } from "@databricks/sql";
      const client = new DBSQLClient().on("error", () => {});
      client.connect({ host });`,
      "missing",
    ],
    [
      "optional call",
      code`
      import { DBSQLClient } from "@databricks/sql";
      const client = ready ? new DBSQLClient() : undefined;
      client?.connect({ host });`,
      "missing",
    ],
    [
      "subclass",
      code`
      import { DBSQLClient } from "@databricks/sql";
      class Tagged extends DBSQLClient {}
      new Tagged().connect({ host });`,
      "missing",
    ],
    [
      "subclass that sets it",
      code`
      import { DBSQLClient } from "@databricks/sql";
      class Tagged extends DBSQLClient {
        override connect(options: Options) { return super.connect({ ...options, userAgentEntry: "Acme_Loader/1.2.0" }); }
      }
      new Tagged().connect({ host });`,
      ok,
    ],
    [
      "bound method",
      code`
      import { DBSQLClient } from "@databricks/sql";
      const client = new DBSQLClient();
      const connect = client.connect.bind(client);
      connect({ host });`,
      "missing",
    ],
    [
      "dynamic import",
      code`
      const { DBSQLClient } = await import("@databricks/sql");
      new DBSQLClient().connect({ host });`,
      "missing",
    ],
    [
      "dynamic import, member",
      code`
      const client = new (await import("@databricks/sql")).DBSQLClient();
      client.connect({ host });`,
      "missing",
    ],
    [
      "behind a syntax error",
      code`
      import { DBSQLClient } from "@databricks/sql";
      const broken = ;
      if (x { }
      const client = new DBSQLClient();
      client.connect({ host });`,
      "missing",
    ],
    [
      "promise of an import",
      code`
      let promise = null;
      function getClient() {
        promise ??= import("@databricks/sql").then(({ DBSQLClient }) => new DBSQLClient()).catch((error) => { throw error; });
        return promise;
      }
      const client = await getClient();
      await client.connect({ host });`,
      "missing",
    ],
    [
      "inside the callback of an import",
      code`
      import("@databricks/sql").then(async (dbsql) => {
        await new dbsql.DBSQLClient().connect({ host });
      });`,
      "missing",
    ],
    [
      "assigned by destructuring",
      code`
      let DBSQLClient;
      try {
        ({ DBSQLClient } = require("@databricks/sql"));
      } catch {
        DBSQLClient = undefined;
      }
      export const open = () => new DBSQLClient().connect({ host });`,
      "missing",
    ],
    [
      "handed to a function of the file",
      code`
      import { DBSQLClient } from "@databricks/sql";
      const connectTo = async (client, retry) => {
        try { await client.connect(options); return; } catch (e) { if (retry > 5) throw e; }
        await connectTo(client, retry + 1);
      };
      await connectTo(new DBSQLClient(), 0);`,
      "unknown",
    ],
    [
      "object of clients",
      code`
      import { DBSQLClient } from "@databricks/sql";
      const db = { client: new DBSQLClient() };
      db.client.connect({ host });`,
      "missing",
    ],
    [
      "deep import of the type",
      code`
      import { DBSQLClient } from "@databricks/sql";
      import IDBSQLClient from "@databricks/sql/dist/contracts/IDBSQLClient";
      async function f(client: IDBSQLClient) { await client.connect({ host }); }`,
      "missing",
    ],
  ]);
});

describe("javascript sites: CommonJS", () => {
  run(
    [
      [
        "destructured require",
        code`
      const { DBSQLClient } = require("@databricks/sql");
      const client = new DBSQLClient();
      client.connect({ host });`,
        "missing",
      ],
      [
        "renamed require",
        code`
      const { DBSQLClient: Client } = require('@databricks/sql');
      const client = new Client();
      client.connect({ host, userAgentEntry: 'Acme_Loader/1.2.0' });`,
        ok,
      ],
      [
        "require of the module",
        code`
      const dbsql = require("@databricks/sql");
      const client = new dbsql.DBSQLClient();
      client.connect({ host });`,
        "missing",
      ],
      [
        "member of require",
        code`
      const DBSQLClient = require("@databricks/sql").DBSQLClient;
      var client = new DBSQLClient();
      client.connect({ host });`,
        "missing",
      ],
      [
        "var declared below its use",
        code`
      function open() { return client.connect({ host }); }
      var { DBSQLClient } = require("@databricks/sql");
      var client = new DBSQLClient();`,
        "missing",
      ],
      [
        "inside a class expression of a module",
        code`
      const { DBSQLClient } = require("@databricks/sql");
      module.exports = class {
        constructor() { this.client = new DBSQLClient(); }
        open(options) { return this.client.connect(options); }
      };`,
        "unknown",
      ],
    ],
    "sample.cjs",
  );
});

describe("javascript sites: what is no site", () => {
  run([
    [
      "another connect",
      code`
      import { DBSQLClient } from "@databricks/sql";
      import { Client } from "pg";
      const client = new Client();
      await client.connect({ host });`,
    ],
    [
      "another DBSQLClient",
      code`
      // not @databricks/sql
      import { DBSQLClient } from "./mine";
      new DBSQLClient().connect({ host });`,
    ],
    [
      "a parameter without a type",
      code`
      import { DBSQLClient } from "@databricks/sql";
      export function open(client) { return client.connect({ host }); }`,
    ],
    [
      "comments and texts",
      code`
      import { DBSQLClient } from "@databricks/sql";
      // new DBSQLClient().connect({ host })
      const text = "new DBSQLClient().connect({ host })";
      const html = ${"`"}new DBSQLClient().connect({ host })${"`"};`,
    ],
    [
      "shadowed",
      code`
      import { DBSQLClient } from "@databricks/sql";
      const client = new DBSQLClient();
      function f(client: Socket) { client.connect({ host }); }`,
    ],
    [
      "a method of our own",
      code`
      import { DBSQLClient } from "@databricks/sql";
      class Db { connect(o: object) { return o; } }
      new Db().connect({ host });`,
    ],
    [
      "only a session",
      code`
      import { DBSQLSession } from "@databricks/sql";
      async function f(session: DBSQLSession) { await session.executeStatement("select 1"); }`,
    ],
  ]);
});

const head = 'import { DBSQLClient } from "@databricks/sql";\nconst client = new DBSQLClient();\n';

describe("javascript sites: values", () => {
  const call = "\nclient.connect({ host, userAgentEntry: UA });\n";
  run([
    ["a literal", head + "client.connect({ host, userAgentEntry: 'Acme_Loader/1.2.0' });", ok],
    ["the former name", head + "client.connect({ host, clientId: 'Acme_Loader/1.2.0' });", ok],
    ["a quoted key", head + "client.connect({ host, 'userAgentEntry': 'Acme_Loader/1.2.0' });", ok],
    ["a computed key", head + "client.connect({ host, ['userAgentEntry']: 'Acme_Loader/1.2.0' });", ok],
    ["a constant", head + 'const UA = "Acme_Loader/1.2.0";' + call, ok],
    ["a constant as const", head + 'const UA = "Acme_Loader/1.2.0" as const;' + call, ok],
    [
      "a constant defined below",
      head + "const f = () => client.connect({ userAgentEntry: UA });\n" + 'const UA = "Acme_Loader/1.2.0";',
      ok,
    ],
    ["shorthand", head + 'const userAgentEntry = "Acme_Loader/1.2.0";\nclient.connect({ host, userAgentEntry });', ok],
    ["a sum", head + 'const ISV = "Acme";\nconst UA = ISV + "_Loader" + "/" + "1.2.0";' + call, ok],
    ["a template", head + 'const V = "1.2.0";\nconst UA = `Acme_Loader/${V}`;' + call, ok],
    ["a template without holes", head + "const UA = `Acme_Loader/1.2.0`;" + call, ok],
    [
      "a template with an unknown version",
      head + 'import { version } from "../package.json";\nconst UA = `Acme_Loader/${version}`;' + call,
      "set-valid Acme_Loader/{version}",
    ],
    [
      "a template with package.json required",
      head + 'const pkg = require("../package.json");\nconst UA = `Acme_Loader/${pkg.version}`;' + call,
      "set-valid Acme_Loader/{pkg.version}",
    ],
    ["a template with an unknown name", head + "const UA = `${name}/1.0`;" + call, "dynamic {name}/1.0"],
    ["a template that is wrong anyway", head + "const UA = `Acme Loader/${v}`;" + call, "set-invalid Acme Loader/{v}"],
    ["environment", head + "const UA = process.env.UA;" + call, "dynamic"],
    ["environment by index", head + 'const UA = process.env["UA"]!;' + call, "dynamic"],
    ["environment with default", head + 'const UA = process.env.UA ?? "Acme_Loader/1.2.0";' + call, ok],
    ["environment or default", head + 'const UA = process.env.UA || "Acme Loader";' + call, "set-invalid Acme Loader"],
    [
      "environment of node:process",
      head + 'import { env } from "node:process";\nconst UA = env.UA ?? "Acme_Loader/1.2.0";' + call,
      ok,
    ],
    ["destructured environment with default", head + 'const { UA = "Acme_Loader/1.2.0" } = process.env;' + call, ok],
    ["an item of a list", head + 'const [, UA] = ["x", "Acme_Loader/1.2.0"];' + call, ok],
    ["a piece of a text", head + 'const [UA = ""] = "Acme_Loader/1.2.0 beta".split(" ");' + call, ok],
    ["the rest of a list", head + 'const [, ...UA] = ["x", "Acme_Loader/1.2.0"];' + call, "unknown"],
    ["imported", head + 'import { UA } from "./constants";' + call, "unknown"],
    ["undefined", head + "client.connect({ host, userAgentEntry: undefined });", "missing"],
    ["null", head + "client.connect({ host, userAgentEntry: null as never });", "missing"],
    ["a conditional, one wrong", head + 'const UA = prod ? "Acme_Loader/1.2.0" : "dev";' + call, "set-invalid dev"],
    [
      "a property",
      head + 'const config = { ua: "Acme_Loader/1.2.0" };\nclient.connect({ userAgentEntry: config.ua });',
      ok,
    ],
    [
      "a nested property",
      head +
        'const config = { db: { ua: "Acme_Loader/1.2.0" } } as const;\nclient.connect({ userAgentEntry: config.db.ua });',
      ok,
    ],
    [
      "a destructured property",
      head +
        'const config = { ua: "Acme_Loader/1.2.0" };\nconst { ua } = config;\nclient.connect({ userAgentEntry: ua });',
      ok,
    ],
    [
      "frozen",
      head +
        'const config = Object.freeze({ ua: "Acme_Loader/1.2.0" });\nclient.connect({ userAgentEntry: config.ua });',
      ok,
    ],
    [
      "a static field",
      head + 'class C { static readonly UA = "Acme_Loader/1.2.0"; }\nclient.connect({ userAgentEntry: C.UA });',
      ok,
    ],
    [
      "a field",
      head +
        'class C { private ua = "Acme_Loader/1.2.0"; open() { return client.connect({ userAgentEntry: this.ua }); } }',
      ok,
    ],
    [
      "a getter",
      head +
        'class C { get ua() { return "Acme_Loader/1.2.0"; } open() { return client.connect({ userAgentEntry: this.ua }); } }',
      ok,
    ],
    ["an enum", head + 'enum E { UA = "Acme_Loader/1.2.0" }\nclient.connect({ userAgentEntry: E.UA });', ok],
    [
      "a function's result",
      head + 'function ua() { return "Acme_Loader/1.2.0"; }\nclient.connect({ userAgentEntry: ua() });',
      ok,
    ],
    [
      "an arrow's result with arguments",
      head +
        'const ua = (v: string, isv = "Acme") => `${isv}_Loader/${v}`;\nclient.connect({ userAgentEntry: ua("1.2.0") });',
      ok,
    ],
    ["join", head + 'const UA = ["Acme_Loader", "1.2.0"].join("/");' + call, ok],
    ["concat", head + 'const UA = "Acme_Loader".concat("/", "1.2.0");' + call, ok],
    [
      "reassigned elsewhere",
      head +
        'let UA = "Acme Loader";\nexport function set(v: string) { UA = v; }\nexport const open = () => client.connect({ userAgentEntry: UA });',
      "unknown",
    ],
    [
      "assigned in branches",
      head + 'let UA: string;\nif (prod) UA = "Acme_Loader/1.2.0"; else UA = "Acme_Loader/1.2.0";' + call,
      ok,
    ],
    [
      "a User-Agent in customHeaders does not count",
      head + 'client.connect({ host, customHeaders: { "User-Agent": "Acme_Loader/1.2.0" } });',
      "missing",
    ],
    [
      "the Python name does not count",
      head + 'client.connect({ host, user_agent_entry: "Acme_Loader/1.2.0" });',
      "missing",
    ],
    ["an escape", head + 'client.connect({ userAgentEntry: "Acme\\u005fLoader/1.2.0" });', ok],
    [
      "parentheses and satisfies",
      head + 'client.connect({ userAgentEntry: ("Acme_Loader/1.2.0" satisfies string) });',
      ok,
    ],
  ]);
});

describe("javascript sites: options", () => {
  run([
    ["object built above", head + "const o = { host, path };\nclient.connect(o);", "missing"],
    [
      "object built above, with it",
      head + 'const o = { host, userAgentEntry: "Acme_Loader/1.2.0" };\nclient.connect(o);',
      ok,
    ],
    ["object with a type", head + "const o: ConnectionOptions = { host, path };\nclient.connect(o);", "missing"],
    [
      "property assigned later",
      head + 'const o: any = { host };\no.userAgentEntry = "Acme_Loader/1.2.0";\nclient.connect(o);',
      ok,
    ],
    [
      "index assigned later",
      head + 'const o: any = { host };\no["userAgentEntry"] = "Acme_Loader/1.2.0";\nclient.connect(o);',
      ok,
    ],
    [
      "property assigned after the call",
      head + 'const o: any = { host };\nclient.connect(o);\no.userAgentEntry = "Acme_Loader/1.2.0";',
      "missing",
    ],
    [
      "property assigned under a condition",
      head + 'const o: any = { host };\nif (x) { o.userAgentEntry = "Acme_Loader/1.2.0"; }\nclient.connect(o);',
      "dynamic Acme_Loader/1.2.0",
    ],
    [
      "spread",
      head + 'const base = { host, userAgentEntry: "Acme_Loader/1.2.0" };\nclient.connect({ ...base, path });',
      ok,
    ],
    ["spread without it", head + "const base = { host };\nclient.connect({ ...base, path });", "missing"],
    ["spread of something unknown", head + "client.connect({ ...base, path });", "unknown"],
    [
      "spread of something imported",
      head + 'import { base } from "./config";\nclient.connect({ ...base, path });',
      "unknown",
    ],
    [
      "spread of a call",
      head + "client.connect({ ...options(), path });\nfunction options() { return { host }; }",
      "missing",
    ],
    [
      "conditional spread",
      head + 'client.connect({ host, ...(tag && { userAgentEntry: "Acme_Loader/1.2.0" }) });',
      "dynamic Acme_Loader/1.2.0",
    ],
    [
      "conditional spread with nothing",
      head + 'client.connect({ host, ...(tag ? { userAgentEntry: "Acme_Loader/1.2.0" } : {}) });',
      "dynamic Acme_Loader/1.2.0",
    ],
    [
      "Object.assign makes one",
      head + 'client.connect(Object.assign({ host }, { userAgentEntry: "Acme_Loader/1.2.0" }));',
      ok,
    ],
    [
      "Object.assign changes one",
      head + 'const o = { host };\nObject.assign(o, { userAgentEntry: "Acme_Loader/1.2.0" });\nclient.connect(o);',
      ok,
    ],
    ["as const satisfies", head + "client.connect({ host, path } as const satisfies ConnectionOptions);", "missing"],
    ["type assertion", head + "client.connect(<ConnectionOptions>{ host, path });", "missing"],
    [
      "a function's result",
      head + 'function options() { return { host, userAgentEntry: "Acme_Loader/1.2.0" }; }\nclient.connect(options());',
      ok,
    ],
    [
      "a method's result",
      head + "class C { options() { return { host }; } open() { return client.connect(this.options()); } }",
      "missing",
    ],
    [
      "an async function's result",
      head + "async function options() { return { host }; }\nclient.connect(await options());",
      "missing",
    ],
    ["handed to a function that may change it", head + "const o = { host };\ntag(o);\nclient.connect(o);", "unknown"],
    ["logged", head + "const o = { host };\nconsole.log(o);\nclient.connect(o);", "missing"],
    ["computed key", head + "client.connect({ host, [key]: value });", "unknown"],
    ["no options", head + "client.connect();", "missing"],
    ["spread arguments", head + "client.connect(...args);", "unknown"],
    ["a field", head + "class C { private o = { host }; open() { return client.connect(this.o); } }", "missing"],
    [
      "a field changed in the constructor",
      head +
        'class C { private o: any = { host }; constructor() { this.o.userAgentEntry = "Acme_Loader/1.2.0"; } open() { return client.connect(this.o); } }',
      "dynamic Acme_Loader/1.2.0",
    ],
    ["the rest of a destructuring", head + "const { password, ...rest } = config;\nclient.connect(rest);", "unknown"],
    [
      "chosen by a condition",
      head + "const o = cloud ? { host, token } : { host, path };\nclient.connect(o);",
      "missing",
    ],
    ["awaited import", head + 'const o = (await import("./options.js")).default;\nclient.connect(o);', "unknown"],
  ]);
});

describe("javascript sites: wrappers", () => {
  run([
    [
      "options from a caller unseen",
      head + "export function open(o: Options) { return client.connect(o); }",
      "unknown",
    ],
    [
      "sets it over the caller's options",
      head + 'export const open = (o: Options) => client.connect({ ...o, userAgentEntry: "Acme_Loader/1.2.0" });',
      ok,
    ],
    [
      "sets it under the caller's options",
      head + 'export const open = (o: Options) => client.connect({ userAgentEntry: "Acme_Loader/1.2.0", ...o });',
      ok,
    ],
    [
      "options from a caller in the file",
      head + "function open(o: Options) { return client.connect(o); }\nopen({ host });",
      "missing",
    ],
    [
      "options from a caller in the file, with it",
      head +
        'function open(o: Options) { return client.connect(o); }\nopen({ host, userAgentEntry: "Acme_Loader/1.2.0" });',
      ok,
    ],
    [
      "parameter",
      head + "export function open(ua: string) { return client.connect({ userAgentEntry: ua }); }",
      "dynamic",
    ],
    [
      "parameter with default",
      head + 'export function open(ua = "Acme_Loader/1.2.0") { return client.connect({ userAgentEntry: ua }); }',
      ok,
    ],
    [
      "destructured parameter with default",
      head +
        'export function open({ host, ua = "Acme_Loader/1.2.0" }: O) { return client.connect({ host, userAgentEntry: ua }); }',
      ok,
    ],
    [
      "destructured parameter",
      head + "export function open({ host, ua }: O) { return client.connect({ host, userAgentEntry: ua }); }",
      "unknown",
    ],
    [
      "constructor argument",
      head +
        'class Db { constructor(private readonly ua: string) {} open() { return client.connect({ userAgentEntry: this.ua }); } }\nnew Db("Acme Loader").open();',
      "set-invalid Acme Loader",
    ],
    [
      "constructor argument, callers unseen",
      head +
        "export class Db { constructor(private readonly ua: string) {} open() { return client.connect({ userAgentEntry: this.ua }); } }",
      "dynamic",
    ],
    [
      "options kept by the constructor",
      head +
        "export class Db { constructor(private readonly o: O) {} open() { return client.connect({ ...this.o, path }); } }",
      "unknown",
    ],
    [
      "async arrow in a const",
      head +
        'const open = async (ua: string) => { await client.connect({ userAgentEntry: ua }); };\nawait open("Acme_Loader/1.2.0");',
      ok,
    ],
    [
      "merged with defaults",
      head +
        'const defaults = { userAgentEntry: "Acme_Loader/1.2.0" };\nexport const open = (o: O) => client.connect({ ...defaults, ...o });',
      ok,
    ],
    ["recursion", head + "function open(o: O): unknown { return retry ? open(o) : client.connect(o); }", "unknown"],
  ]);
});

describe("javascript sites: other kinds of file", () => {
  for (const file of ["a.js", "a.mjs", "a.jsx", "a.tsx", "a.mts"]) {
    it(`reads ${file}`, async () => {
      const view = /x$/.test(file) ? 'const View = () => <p className="x">{label}</p>;\n' : "";
      const text = `${head}${view}client.connect({ host });\n`;
      assert.deepEqual(await siteTable(file, text), ["missing"]);
    });
  }
});

describe("javascript auth", () => {
  const kinds: readonly (readonly [string, string])[] = [
    ["token", "pat"],
    ["authType: 'access-token', token", "pat"],
    ["authType: 'databricks-oauth', oauthClientId, oauthClientSecret", "m2m"],
    ["authType: 'databricks-oauth'", "u2m"],
    ["authType: 'external-token', getToken, enableTokenFederation: true", "federation"],
    ["authType: 'custom', provider", "dynamic"],
    ["authType: kind", "dynamic"],
    ["...more", "unknown"],
  ];
  for (const [options, kind] of kinds) {
    it(`${options} is ${kind}`, async () => {
      const { sites } = await check("a.ts", `${head}client.connect({ host, ${options} });\n`);
      assert.equal(sites[0]?.auth.kind, kind);
    });
  }
});
