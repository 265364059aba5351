import { parseTree } from "jsonc-parser";
import type { Node } from "jsonc-parser";
import { tomlText } from "./toml.ts";

/** Files that state a version in many projects, the likeliest first. */
export const versionFiles: readonly string[] = [
  "package.json",
  "pyproject.toml",
  "setup.cfg",
  "pom.xml",
  "build.gradle",
  "build.gradle.kts",
  "gradle.properties",
  "Cargo.toml",
  "VERSION",
  "version.txt",
  "version.go",
];

/** A version, or why there is none and what to do, as the end of a sentence. */
export type VersionAnswer = { readonly version: string } | { readonly problem: string };

/** Gives the text of a file by its path relative to the folder of `pwaf.json`; undefined when there is none. */
export type ReadText = (path: string) => Promise<string | undefined>;

/** What a manifest says: a version, another file to ask (and the name of the constant to look for there), or why there is none. */
type Statement = VersionAnswer | { readonly in: readonly string[]; readonly name?: string } | undefined;

/** A manifest may point to a file that points to another; more than this is a circle. */
const longestWay = 4;

/** The version that a file states, or that a file states to which it points. `path` has forward slashes. */
export async function versionFrom(path: string, read: ReadText): Promise<VersionAnswer> {
  return await follow(path, undefined, read, longestWay);
}

async function follow(path: string, name: string | undefined, read: ReadText, steps: number): Promise<VersionAnswer> {
  const text = await read(path);
  if (text === undefined) return { problem: `there is no file ${path} beside pwaf.json` };
  const statement = name === undefined ? stated(path, text.replace(/^\ufeff/, "")) : constant(text, name);
  if (statement === undefined) return { problem: `${path} states no version` };
  if ("problem" in statement) return statement;
  if ("version" in statement) {
    if (isVersion(statement.version)) return statement;
    return { problem: `what ${path} gives cannot be the version of a User-Agent` };
  }
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  for (const candidate of steps > 0 ? statement.in : []) {
    const answer = await follow(folder + candidate, statement.name, read, steps - 1);
    if ("version" in answer) return answer;
  }
  return { problem: `${path} takes its version from ${statement.in.join(" or ")}, which states none` };
}

/** The alphabet of a User-Agent's version; see `identity.ts`. */
function isVersion(text: string): boolean {
  return /^[0-9A-Za-z][0-9A-Za-z.+-]*$/.test(text);
}

function stated(path: string, text: string): Statement {
  const file = path.slice(path.lastIndexOf("/") + 1);
  if (file === "pyproject.toml") return pyproject(text);
  if (file === "Cargo.toml") return cargo(text);
  if (file === "setup.cfg") return setupCfg(text);
  if (file === "pom.xml") return pom(text);
  if (file === "setup.py") return given(/\bversion\s*=\s*["']([^"']+)["']/.exec(text)?.[1]);
  if (/\.gradle(?:\.kts)?$/.test(file)) return gradle(text);
  if (file.endsWith(".properties")) return given(/^[ \t]*version[ \t]*[=:][ \t]*(\S+)[ \t]*$/m.exec(text)?.[1]);
  if (file.endsWith(".json")) return given(jsonText(text, "version"));
  if (/\.(?:csproj|fsproj|props)$/.test(file)) return given(/<Version>\s*([^<\s]+)\s*<\/Version>/.exec(text)?.[1]);
  if (/\.(?:py|go|[cm]?[jt]s|java|kt|scala|cs|sbt)$/.test(file)) return constant(text, undefined);
  return given(text.trim().split(/\r?\n/)[0]?.trim());
}

function given(version: string | undefined): Statement {
  return version === undefined || version === "" ? undefined : { version };
}

function computed(how: string): Statement {
  return { problem: `the version is made by ${how} when the package is built, so no file states it` };
}

/** `__version__ = "1.2.0"`, `const Version = "1.2.0"`, `export const version = "1.2.0"`, `version := "1.2.0"`. */
function constant(text: string, name: string | undefined): Statement {
  const names = name === undefined ? "__version__|[Vv]ersion|VERSION" : name.replace(/[^\w]/g, "");
  // The type of a typed declaration may stand between name and value, on either side.
  const assignment = new RegExp(
    `(?<![\\w.])(?:${names})\\b(?:\\s*:?\\s*[A-Za-z]+)?\\s*(?::=|=)\\s*["'\`]([^"'\`\\n]+)["'\`]`,
  );
  return given(assignment.exec(text)?.[1]);
}

/** PEP 621, Poetry, and where setuptools, Hatch, PDM and Flit look for a dynamic version. */
function pyproject(text: string): Statement {
  const own = tomlText(text, "project", "version");
  if (own !== undefined) return { version: own };
  if (tomlText(text, "tool.poetry-dynamic-versioning", "enable") === "true")
    return computed("poetry-dynamic-versioning");
  const poetry = tomlText(text, "tool.poetry", "version");
  if (poetry !== undefined) return { version: poetry };
  const attribute =
    tomlText(text, "tool.setuptools.dynamic.version", "attr") ??
    tomlText(text, "tool.setuptools.dynamic", "version.attr");
  if (attribute !== undefined) return attributeOf(attribute);
  const file =
    tomlText(text, "tool.setuptools.dynamic.version", "file") ??
    tomlText(text, "tool.setuptools.dynamic", "version.file") ??
    tomlText(text, "tool.hatch.version", "path") ??
    tomlText(text, "tool.pdm.version", "path");
  if (file !== undefined) return { in: [file] };
  const source = tomlText(text, "tool.hatch.version", "source") ?? tomlText(text, "tool.pdm.version", "source");
  if (source !== undefined) return computed(source);
  if (/^\[tool\.(?:setuptools_scm|setuptools-git-versioning|versioneer)\b/m.test(text)) return computed("git tags");
  const name = tomlText(text, "tool.flit.module", "name") ?? tomlText(text, "project", "name");
  const isDynamic = /\bdynamic\s*=\s*\[[^\]]*["']version["']/.test(text);
  if (!isDynamic || name === undefined || !/\bflit_core\b/.test(text)) return undefined;
  const module = name.replaceAll("-", "_");
  return { in: [`${module}/__init__.py`, `src/${module}/__init__.py`, `${module}.py`] };
}

/** `acme_loader.__about__.__version__`: a constant of a module, which may lie in `src`. */
function attributeOf(attribute: string): Statement {
  const parts = attribute.split(".");
  const name = parts.pop() ?? "";
  const module = parts.join("/");
  const files = [`${module}/__init__.py`, `${module}.py`];
  return { in: [...files, ...files.map((file) => `src/${file}`)], name };
}

function setupCfg(text: string): Statement {
  const metadata = /^\[metadata\][^\n]*\n((?:(?!\[)[^\n]*(?:\n|$))*)/m.exec(text)?.[1] ?? "";
  const value = /^version[ \t]*[=:][ \t]*(\S.*?)[ \t]*$/m.exec(metadata)?.[1];
  const reference = /^(attr|file):\s*(\S+)$/.exec(value ?? "");
  if (!reference) return given(value);
  return reference[1] === "attr" ? attributeOf(reference[2] ?? "") : { in: [reference[2] ?? ""] };
}

function cargo(text: string): Statement {
  const own = tomlText(text, "package", "version");
  if (own !== undefined) return { version: own };
  return given(tomlText(text, "workspace.package", "version"));
}

/** The project's own version, or the one that it inherits from its parent; properties of the same file are filled in. */
function pom(text: string): Statement {
  const plain = text.replace(/<!--[\s\S]*?-->/g, "");
  const project = plain.slice(plain.search(/<project[\s>]/));
  const parent = /<parent>([\s\S]*?)<\/parent>/.exec(project)?.[1] ?? "";
  // Of what else may hold a version, nothing stands at the top level.
  const nested =
    /<(parent|properties|dependencies|dependencyManagement|build|profiles|reporting|distributionManagement)>[\s\S]*?<\/\1>/g;
  const version = xmlText(project.replace(nested, ""), "version") ?? xmlText(parent, "version");
  const properties = /<properties>([\s\S]*?)<\/properties>/.exec(project)?.[1] ?? "";
  const filled = version?.replace(/\$\{([\w.-]+)\}/g, (whole, name: string) => xmlText(properties, name) ?? whole);
  const hole = /\$\{[^}]*\}/.exec(filled ?? "")?.[0];
  return hole === undefined ? given(filled) : computed(`Maven, from ${hole},`);
}

function xmlText(text: string, element: string): string | undefined {
  return new RegExp(`<${element.replace(/[.]/g, "\\.")}>\\s*([^<]*?)\\s*</`).exec(text)?.[1];
}

/** `version = "1.2.0"`, `version '1.2.0'`; else `gradle.properties` beside it. Versions of plugins are indented or follow an `id`. */
function gradle(text: string): Statement {
  const version =
    /^(?:[ \t]*(?:allprojects|subprojects)[ \t]*\{\s*|project\.)?version[ \t]*(?:=|[ \t(])[ \t]*["']([^"'$]+)["']/m.exec(
      text,
    );
  return version ? given(version[1]) : { in: ["gradle.properties"] };
}

function jsonText(text: string, key: string): string | undefined {
  const node: Node | undefined = parseTree(text)?.children?.find((property) => property.children?.[0]?.value === key);
  const value: unknown = node?.children?.[1]?.value;
  return typeof value === "string" ? value : undefined;
}
