import type { LanguagePart, Piece } from "./plan.ts";
import { indented, pathOf, requiredVariables } from "./plan.ts";
import type { NodeProject } from "./project.ts";

/** Modules for the SQL driver, and tests with Node's own runner. */
export function nodePart(project: NodeProject, piece: Piece): LanguagePart {
  const { extension, runner } = project;
  const folder = pathOf(project.sourceRoot, "databricks");
  const isTyped = project.language === "typescript";
  const file = (name: string, text: string, purpose: string) => ({
    path: `${folder}/${name}.${extension}`,
    text: text.replace(/(from "\.\/\w+)"/g, `$1.${project.importExtension}"`),
    purpose,
  });
  const check = `${folder}/check.${extension}`;
  const test = `${folder}/databricks.test.${extension}`;
  return {
    files: [
      file("config", configText(piece, isTyped), "identity and settings"),
      file("connection", connectionText(piece.program, isTyped), "sign-in and connection"),
      file("operations", operationsText(isTyped), "what the product does in Databricks"),
      file("check", checkText(piece), "says whether it works"),
      file("databricks.test", testText(piece), "tests"),
    ],
    check: { command: [...runner, check], alone: false },
    test: [...runner, "--test", test].join(" "),
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

/** The program up to where it uses the connection, as a function. */
function connectionText(program: string, isTyped: boolean): string {
  const start = program.indexOf("const session = ");
  const inside = program
    .slice(program.search(/^\/\/.*\nconst address = /m), start)
    .replace(/setting\(("\w+"), "[^"\n]*"\)/g, "setting($1)")
    .trim();
  const [comment = "", ...lines] = inside.split("\n");
  return `import { DBSQLClient } from "@databricks/sql";
import { setting, userAgent } from "./config";

/** A client that is connected; whoever asks for it closes it. */
export async function connect()${isTyped ? ": Promise<DBSQLClient>" : ""} {
${indented([comment, ...lines].join("\n"), "  ")}
  return client;
}
`;
}

function operationsText(isTyped: boolean): string {
  return `import { connect } from "./connection";

/** Who Databricks takes this program for. The product's own queries go beside it. */
export async function currentUser()${isTyped ? ": Promise<string>" : ""} {
  const client = await connect();
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
  }
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

const testText = ({ example }: Piece): string => `import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { missingSettings, required, setting, userAgent } from "./config";
import { currentUser } from "./operations";

const needsSettings = missingSettings().length > 0 && "needs the settings that ${example} names";

describe("connection to Databricks", () => {
  it("has an identity of company, product and version", () => {
    assert.match(userAgent, /^[A-Za-z0-9][A-Za-z0-9.-]*_[A-Za-z0-9][\\w.-]*(\\/[0-9A-Za-z][0-9A-Za-z.+-]*)?$/);
  });

  it("names a setting that is missing", () => {
    assert.throws(() => setting("DATABRICKS_NO_SUCH_SETTING"), /DATABRICKS_NO_SUCH_SETTING/);
    assert.ok(missingSettings().every((name) => required.includes(name)));
  });

  it("is signed in", { skip: needsSettings }, async () => {
    assert.ok(await currentUser());
  });
});
`;
