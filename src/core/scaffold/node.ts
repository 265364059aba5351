import type { ConnectorId } from "../lint/sites.ts";
import type { LanguagePart, Piece } from "./plan.ts";
import { indented, pathOf, requiredVariables } from "./plan.ts";
import type { NodeProject } from "./project.ts";

/** Modules for the client, and tests with Node's own runner. */
export function nodePart(project: NodeProject, piece: Piece): LanguagePart {
  const { extension, runner } = project;
  const folder = pathOf(project.sourceRoot, ["databricks", ...piece.variant].join("-"));
  const isTyped = project.language === "typescript";
  const file = (name: string, text: string, purpose: string) => ({
    path: `${folder}/${name}.${extension}`,
    text: text.replace(/(from "\.\/\w+)"/g, `$1${project.importExtension}"`),
    purpose,
  });
  const check = `${folder}/check.${extension}`;
  const test = `${folder}/databricks.test.${extension}`;
  return {
    files: [
      file("config", configText(piece, isTyped), "identity and settings"),
      file("connection", connectionText(piece, isTyped), "sign-in and connection"),
      file("operations", operationsText(piece.connector, isTyped), "what the product does in Databricks"),
      file("check", checkText(piece), "says whether it works"),
      file("databricks.test", testText(piece, project.tests.module), "tests"),
    ],
    connection: `${folder}/connection.${extension}`,
    check: { command: [...runner, check], alone: false },
    test: [...project.tests.command, test].join(" "),
    ...(project.lacking.length > 0 && {
      notes: [`For development it needs: ${project.installForDevelopment} ${project.lacking.join(" ")}.`],
    }),
  };
}

function configText(piece: Piece, isTyped: boolean): string {
  const names = requiredVariables(piece);
  const type = (text: string) => (isTyped ? text : "");
  return `/** <company>_<product>/<version>. Databricks counts the product's use by it. */
export const userAgent = "${piece.userAgent}";

/** Environment variables of one way to sign in. Those of another must not be set beside them. */
export const required = [
${names.map((name) => `  "${name}",`).join("\n")}
];

/** Names of the required environment variables that are not set. */
export function missingSettings()${type(": string[]")} {
  return required.filter((name) => !process.env[name]?.trim());
}

/** A required setting, with a clear error when it is missing. */
export function setting(name${type(": string")})${type(": string")} {
  const value = process.env[name];
  if (!value) throw new Error(\`Set the environment variable \${name}; see ${piece.example}.\`);
  return value;
}
`;
}

/** What is particular to a client: what it is imported from, and who is signed in, asked with it. */
interface NodeClient {
  /** What `connect` gives and what is to be known of it; undefined where functions do without a client. */
  readonly type?: string;
  readonly comment?: string;
  /** How the program names the client's variable. */
  readonly variable?: string;
  /** Statements of `currentUser`; types in angle brackets and casts are for TypeScript. */
  readonly use: (isTyped: boolean) => string;
}

const clients: Readonly<Partial<Record<ConnectorId, NodeClient>>> = {
  "node-sql": {
    type: "Promise<DBSQLClient>",
    comment: "A client that is connected; whoever asks for it closes it.",
    variable: "client",
    use: (isTyped) => `const client = await connect();
try {
  const session = await client.openSession();
  try {
    const operation = await session.executeStatement("SELECT current_user() AS user_name");
    const rows = ${isTyped ? "(await operation.fetchAll()) as { user_name: string }[]" : "await operation.fetchAll()"};
    await operation.close();
    return rows[0]?.user_name ?? "";
  } finally {
    await session.close();
  }
} finally {
  await client.close();
}`,
  },
  "js-sdk": {
    type: "WorkspaceClient",
    comment: "The workspace's client. It signs in with the first call.",
    variable: "client",
    use: () => `const me = await connect().currentUser.me();
return me.userName ?? "";`,
  },
  lakebase: {
    type: "pg.Pool",
    comment: "A pool of connections to the database; whoever asks for it ends it.",
    variable: "pool",
    use: (isTyped) => `const pool = connect();
try {
  const { rows } = await pool.query${isTyped ? "<{ user_name: string }>" : ""}("SELECT current_user AS user_name");
  return rows[0]?.user_name ?? "";
} finally {
  await pool.end();
}`,
  },
  rest: {
    use: (isTyped) => `const me = await call${isTyped ? "<{ userName: string }>" : ""}("/api/2.0/preview/scim/v2/Me");
return me.userName;`,
  },
};

/** The program up to where it uses its client: what it declares, and what makes the client as a function. */
function connectionText({ program, fields, connector }: Piece, isTyped: boolean): string {
  const { type, variable, comment = "" } = clients[connector] ?? {};
  const own = /^function setting\([^]*?\n\}\n/m.exec(program);
  const start = (own?.index ?? 0) + (own?.[0].length ?? 0);
  const made =
    variable === undefined ? undefined : program.slice(start).search(new RegExp(`^const ${variable} = `, "m"));
  const use = program.slice(start).search(/^(?:const session|const me|const \{ rows \}) = /m);
  // Functions need the address as well: then it is one itself, since nothing is read before somebody connects.
  const isShared = /\$\{origin\}/.test(program);
  const declared = program.slice(start, start + (made ?? use));
  const making = made === undefined ? "" : program.slice(start + made, start + use);
  const body = isShared ? making : declared + making;
  const imports = (program.match(/^import .*;$/gm) ?? []).join("\n");
  const parts = [
    `${imports}${imports === "" ? "" : "\n"}import { ${isShared || /\bsetting\(/.test(body) ? "setting, " : ""}userAgent } from "./config";`,
    ...(isShared ? [withOriginFunction(declared, isTyped).trim()] : []),
    ...(variable === undefined
      ? []
      : [
          `/** ${comment} */
export ${type?.startsWith("Promise") ? "async " : ""}function connect()${isTyped ? `: ${type ?? ""}` : ""} {
${indented(body.trim(), "  ")}
  return ${variable};
}`,
        ]),
  ];
  return `${strict(parts.join("\n\n"), fields)}\n`;
}

/** Settings have no default in a product, unless they may be left out. */
function strict(code: string, fields: Piece["fields"]): string {
  return code.replace(/setting\("(\w+)", ("[^"\n]*")\)/g, (_, name: string, fallback: string) =>
    fields.some(({ variable, isOptional }) => variable === name && isOptional)
      ? `process.env["${name}"] || ${fallback}`
      : `setting("${name}")`,
  );
}

/** Declarations with the workspace's address as a function, and the one that is called from outside exported. */
function withOriginFunction(declared: string, isTyped: boolean): string {
  return declared
    .replace(
      /^(\/\/ .*\n)const address = (.*);\nconst \{ origin \} = new URL\((.*)\);\n/m,
      (_, comment: string, address: string, url: string) =>
        `/** Where the workspace is. */\nfunction origin()${isTyped ? ": string" : ""} {\n  ${comment}  const address = ${address};\n  return new URL(${url}).origin;\n}\n`,
    )
    .replaceAll("${origin}", "${origin()}")
    .replace(/^(?:async )?function call\b/m, "export $&");
}

function operationsText(connector: ConnectorId, isTyped: boolean): string {
  const { variable, use } = clients[connector] ?? {};
  return `import { ${variable === undefined ? "call" : "connect"} } from "./connection";

/** Who Databricks takes this program for. The product's own queries and calls go beside it. */
export async function currentUser()${isTyped ? ": Promise<string>" : ""} {
${indented(use?.(isTyped) ?? "", "  ")}
}
`;
}

const checkText = ({ example }: Piece): string => `import { missingSettings } from "./config";
import { currentUser } from "./operations";

const missing = missingSettings();
if (missing.length > 0) {
  console.error(\`Not set: \${missing.join(", ")}. See ${example}.\`);
  process.exitCode = 2;
} else {
  currentUser().then(
    (user) => console.log(\`Databricks knows this program as \${user}.\`),
    (error) => {
      console.error(error);
      process.exitCode = 1;
    },
  );
}
`;

const testText = ({ example }: Piece, module: string): string => `import { strict as assert } from "node:assert";
import { describe, it } from "${module}";
import { missingSettings, required, setting, userAgent } from "./config";
import { currentUser } from "./operations";

// Needs the settings that ${example} names.
const itWithSettings = missingSettings().length > 0 ? it.skip : it;

describe("connection to Databricks", () => {
  it("has an identity of company, product and version", () => {
    assert.match(userAgent, /^[A-Za-z0-9][A-Za-z0-9.-]*_[A-Za-z0-9][\\w.-]*(\\/[0-9A-Za-z][0-9A-Za-z.+-]*)?$/);
  });

  it("names a setting that is missing", () => {
    assert.throws(() => setting("DATABRICKS_NO_SUCH_SETTING"), /DATABRICKS_NO_SUCH_SETTING/);
    assert.ok(missingSettings().every((name) => required.includes(name)));
  });

  itWithSettings("is signed in", async () => {
    assert.ok(await currentUser());
  });
});
`;
