import type { TextEdit } from "../base/text.ts";
import { splitImports } from "../snippets/imports.ts";
import type { LanguagePart, NewFile, Piece } from "./plan.ts";
import { indented, pathOf, requiredVariables } from "./plan.ts";
import type { PythonProject } from "./project.ts";
import { pythonFolder } from "./project.ts";

/** A package inside the project's own, its tests, and for FastAPI a router. */
export function pythonPart(project: PythonProject, piece: Piece): LanguagePart {
  const { packageName, sourceRoot, testFolder, python, usesFastApi, fastApi } = project;
  const folderName = [pythonFolder, ...piece.variant].join("_");
  const folder = pathOf(sourceRoot, packageName, folderName);
  const module = [packageName, folderName].filter((name) => name !== "").join(".");
  const { connection, operations } = splitProgram(piece);
  const files: NewFile[] = [
    { path: `${folder}/__init__.py`, text: '"""Connection to Databricks."""\n', purpose: "package" },
    { path: `${folder}/config.py`, text: configText(piece), purpose: "identity and settings" },
    { path: `${folder}/connection.py`, text: connection, purpose: "sign-in and connection" },
    { path: `${folder}/operations.py`, text: operations, purpose: "what the product does in Databricks" },
    { path: `${folder}/check.py`, text: checkText(module, piece), purpose: "says whether it works" },
    { path: `${testFolder}/test_${folderName}.py`, text: testText(module, piece), purpose: "tests" },
  ];
  if (usesFastApi) files.push({ path: `${folder}/router.py`, text: routerText(piece), purpose: "routes for FastAPI" });
  const router = ["databricks", ...piece.variant, "router"].join("_");
  return {
    files,
    connection: `${folder}/connection.py`,
    ...(fastApi && {
      change: {
        path: fastApi.path,
        purpose: "has the routes",
        isOptional: true,
        mark: `include_router(${router})`,
        edits: (text) => routerEdits(fastApi.variable, { module, router }, text),
      },
    }),
    check: {
      command: [...python, "-m", `${module}.check`],
      alone: false,
      ...(sourceRoot !== "" && { folder: sourceRoot }),
    },
    test: `${sourceRoot === "" ? "" : `PYTHONPATH=${sourceRoot} `}${python.join(" ")} -m unittest discover ${testFolder}`,
    ...(usesFastApi &&
      !fastApi && { notes: [`Include the router of ${module}.router where the application is made.`] }),
  };
}

/** What puts the router into the application. */
function routerEdits(
  variable: string,
  { module, router }: { readonly module: string; readonly router: string },
  text: string,
): readonly TextEdit[] {
  const statement = `from ${module}.router import router as ${router}\n`;
  const { imports } = splitImports("python", statement, text);
  const made = new RegExp(`^${variable}\\b.*FastAPI\\(`, "m").exec(text);
  const end = made ? endOfCall(text, made.index + made[0].length) : text.length;
  const include = `\n${variable}.include_router(${router})`;
  return [
    ...(imports ? [{ start: imports.offset, end: imports.offset, text: imports.text }] : []),
    { start: end, end, text: include },
  ];
}

/** Offset behind the parenthesis that ends a call; texts and comments in it may hold others. */
function endOfCall(text: string, start: number): number {
  let depth = 1;
  for (const { 0: token, index } of text
    .slice(start)
    .matchAll(/"""[^]*?"""|'''[^]*?'''|"[^"\n]*"|'[^'\n]*'|#.*|[()]/g)) {
    if (token === "(") depth++;
    if (token === ")" && --depth === 0) return start + index + 1;
  }
  return text.length;
}

/** Takes the program apart: what makes the connection, and what uses it, which becomes a function. */
function splitProgram({ program: whole, fields }: Piece): { readonly connection: string; readonly operations: string } {
  const program = withoutGlobals(whole);
  const start = startOfUse(program);
  const importLines = program.match(/^(?:import|from) .*$/gm) ?? [];
  const head = strict(program.slice(0, start), fields)
    .replace(/^(?:import|from) .*\n/gm, "")
    .replace(/^USER_AGENT = .*\n/m, "")
    .trim();
  // The last thing that a snippet does is to print what it got.
  const use = program
    .slice(start)
    .trim()
    .replace(/\bprint\(([^]*)\)$/, "return $1");
  const names = [...head.matchAll(/^(?:def|class) (\w+)/gm)].flatMap(([, name = ""]) =>
    new RegExp(`\\b${name}\\b`).test(use) ? [name] : [],
  );
  return {
    connection: `"""How the product connects to Databricks."""\n\n${importsFor(importLines, head)}from .config import USER_AGENT\n\n\n${head}\n`,
    operations: `"""What the product does in Databricks. Its own queries and calls go here."""\n\n${importsFor(importLines, use)}from .connection import ${names.sort().join(", ")}\n\n\ndef current_user() -> str:\n    """Who Databricks takes this program for."""\n${indented(use, "    ")}\n`,
  };
}

/**
 * A module of a product reads no settings when it is imported: what a program makes once, as its first step, becomes a
 * function that remembers.
 */
function withoutGlobals(program: string): string {
  if (!/^w = workspace\(\)$/m.test(program)) return program;
  return program
    .replace(/^# projects\/.*\nENDPOINT = .*\n/m, "")
    .replace(/\bw\.postgres\.generate_database_credential\(endpoint=ENDPOINT\)\.token/g, "database_credential()")
    .replace(/^w = workspace\(\)$/m, databaseCredential)
    .replace(/^def workspace\b/m, "@cache\n$&")
    .replace(/^import os$/m, "$&\nfrom functools import cache");
}

const databaseCredential = `
def database_credential() -> str:
    """A password for one login, valid for an hour."""
    # projects/<project>/branches/<branch>/endpoints/<endpoint>
    endpoint = os.environ["LAKEBASE_ENDPOINT"]
    return workspace().postgres.generate_database_credential(endpoint=endpoint).token`.trim();

/** Offset of the first statement behind all definitions. */
function startOfUse(program: string): number {
  const last = [...program.matchAll(/^(?:def|class) /gm)].at(-1)?.index ?? 0;
  const rest = program.slice(last).search(/\n(?=[^\s)#])/);
  return last + rest + 1;
}

/** `DATABRICKS_HOST` and the like have no default in a product; what may be left out keeps its own. */
function strict(code: string, fields: Piece["fields"]): string {
  return code.replace(/os\.environ\.get\("(\w+)", "[^"\n]*"\)/g, (call, name: string) =>
    fields.some(({ variable, isOptional }) => variable === name && isOptional) ? call : `os.environ["${name}"]`,
  );
}

/** Those names of the imports that code uses, the standard library first as the snippet has it. */
function importsFor(lines: readonly string[], code: string): string {
  const uses = (name: string) => new RegExp(`(?<![\\w.])${name}\\b`).test(code);
  const kept = lines.flatMap((line) => {
    const [, module, names] = /^from (\S+) import (.+)$/.exec(line) ?? [];
    if (module === undefined) return uses(line.replace(/^import (?:.* as )?/, "")) ? [line] : [];
    const used = (names ?? "").split(", ").filter((name) => uses(name.replace(/^.* as /, "")));
    return used.length > 0 ? [`from ${module} import ${used.join(", ")}`] : [];
  });
  const isOwn = (line: string) =>
    /^(?:import|from) (?:os|time|functools|pathlib|urllib|collections|typing|json)\b/.test(line);
  const groups = [kept.filter(isOwn), kept.filter((line) => !isOwn(line))].filter((group) => group.length > 0);
  return groups.map((group) => `${group.join("\n")}\n\n`).join("");
}

function configText(piece: Piece): string {
  const names = requiredVariables(piece);
  return `"""Who the product is to Databricks, and the settings that it needs."""

import os

# <company>_<product>/<version>. Databricks counts the product's use by it.
USER_AGENT = "${piece.userAgent}"

# Environment variables of one way to sign in. Those of another must not be set beside them.
REQUIRED = (
${names.map((name) => `    "${name}",`).join("\n")}
)


def missing_settings() -> list[str]:
    """Names of the required environment variables that are not set."""
    return [name for name in REQUIRED if not os.environ.get(name, "").strip()]
`;
}

function checkText(module: string, { example }: Piece): string {
  return `"""Says whether the product reaches Databricks: python -m ${module}.check"""

import sys

from .config import missing_settings
from .operations import current_user


def main() -> int:
    missing = missing_settings()
    if missing:
        print(f"Not set: {', '.join(missing)}. See ${example}.", file=sys.stderr)
        return 2
    print(f"Databricks knows this program as {current_user()}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
`;
}

function testText(module: string, { example }: Piece): string {
  return `import os
import unittest
from unittest.mock import patch

from ${module} import check, config, operations

CAN_CONNECT = not config.missing_settings()


class ConfigTest(unittest.TestCase):
    def test_identity_is_company_product_and_version(self) -> None:
        self.assertRegex(config.USER_AGENT, r"^[A-Za-z0-9][A-Za-z0-9.-]*_[A-Za-z0-9][\\w.-]*(/[0-9A-Za-z][0-9A-Za-z.+-]*)?$")

    def test_names_what_is_not_set(self) -> None:
        with patch.dict(os.environ, {}, clear=True):
            self.assertEqual(config.missing_settings(), list(config.REQUIRED))

    def test_check_fails_without_settings(self) -> None:
        with patch.dict(os.environ, {}, clear=True), patch("sys.stderr"):
            self.assertEqual(check.main(), 2)


@unittest.skipUnless(CAN_CONNECT, "needs the settings that ${example} names")
class WorkspaceTest(unittest.TestCase):
    def test_is_signed_in(self) -> None:
        self.assertTrue(operations.current_user())


if __name__ == "__main__":
    unittest.main()
`;
}

const routerText = ({ variant }: Piece): string => `"""Routes to what the product does in Databricks."""

from fastapi import APIRouter

from .operations import current_user

router = APIRouter(prefix="/${["databricks", ...variant].join("/")}", tags=["databricks"])


# No \`async\`: FastAPI runs it in a thread then, where a client that waits is in nobody's way.
@router.get("/health")
def health() -> dict[str, str]:
    """Answers when the product reaches Databricks."""
    current_user()
    return {"status": "ok"}
`;
