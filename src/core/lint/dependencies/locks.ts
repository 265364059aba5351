import type { Dependency, Ecosystem } from "./dependency.ts";
import { pypiName } from "./nearest.ts";

/** Lock files are long, and rules speak about few libraries: only these names are read from them. */
const name = String.raw`(?:[\w.-]*databricks[\w.-]*|[\w.-]*zerobus[\w.-]*)`;
const scoped = String.raw`(?:@databricks/[\w.-]+|${name})`;

const forms: readonly (readonly [RegExp, Ecosystem, RegExp])[] = [
  [/^(?:poetry|uv|pdm)\.lock$/, "pypi", new RegExp(String.raw`^name = "(${name})"\r?\nversion = "([^"]+)"`, "gim")],
  [/^Pipfile\.lock$/, "pypi", new RegExp(String.raw`"(${name})":\s*\{[^{}]*?"version":\s*"==([^"]+)"`, "gi")],
  [
    /^(?:package-lock|npm-shrinkwrap)\.json$/,
    "npm",
    new RegExp(String.raw`"(?:node_modules/)?(${scoped})":\s*\{\s*"version":\s*"([^"]+)"`, "g"),
  ],
  [/^yarn\.lock$/, "npm", new RegExp(String.raw`^"?(${scoped})@[^\n]*:\r?\n\s+version:?\s+"?([^"\s]+)"?`, "gm")],
  [
    /^pnpm-lock\.yaml$/,
    "npm",
    new RegExp(String.raw`^ {2}'?/?(${scoped})[@/](\d[\w.+-]*)(?:\([^\n]*)?'?:[ \t]*$`, "gm"),
  ],
];

/** The libraries of a lock file that some rule asks about, each with the version that is installed. */
export function readLock(text: string, file: string): Dependency[] {
  const form = forms.find(([expression]) => expression.test(file));
  if (!form) return [];
  const [, ecosystem, expression] = form;
  return [...text.matchAll(expression)].map(({ 0: whole, 1: found = "", 2: version = "", index }) => {
    const start = index + whole.indexOf(found);
    return {
      ecosystem,
      name: ecosystem === "pypi" ? pypiName(found) : found,
      requested: version,
      exact: version,
      lowest: version,
      start,
      end: start + found.length,
    };
  });
}
