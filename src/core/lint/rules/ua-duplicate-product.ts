import { checkUserAgent, formatIdentity } from "../../identity/identity.ts";
import { defineRule } from "../rule.ts";

/** A folder with one of these is a package of its own. */
const manifest =
  /(?:^|\/)(?:package\.json|pyproject\.toml|setup\.py|go\.mod|pom\.xml|build\.gradle(?:\.kts)?|build\.sbt|[^/]+\.csproj)$/;

export const uaDuplicateProduct = defineRule({
  id: "ua-duplicate-product",
  severity: "warning",
  summary: "Two packages send the same company and product, so their calls cannot be told apart.",
  files: ["all"],
  fix: "none",
  checkFile(file, context) {
    const { project, identity } = context;
    const packages = project.files.filter(({ path }) => manifest.test(path)).map(({ path }) => folderOf(path));
    if (new Set(packages).size < 2) return;
    const own = identity && formatIdentity({ isv: identity.isv, product: identity.product });
    const named = project.userAgents.flatMap(({ value, place }) => {
      const check = checkUserAgent(value);
      if (!check.ok) return [];
      const { isv, product } = check.identity;
      return [{ name: formatIdentity({ isv, product }), home: packageOf(place.path, packages), place }];
    });
    for (const { name, home, place } of named) {
      // What `pwaf.json` names is meant to be the same everywhere.
      if (place.path !== file.path || name === own || home === undefined) continue;
      const other = named.find((one) => one.name === name && one.home !== undefined && one.home !== home);
      if (!other?.home) continue;
      const message = `\`${name}\` is also what the package \`${shortName(other.home)}\` sends, so nobody can tell the two apart. Give each product a name of its own behind the company.`;
      context.report(place, message);
    }
  },
});

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}

/** The nearest package around a file. */
function packageOf(path: string, packages: readonly string[]): string | undefined {
  return packages
    .filter((folder) => folder === "" || path.startsWith(`${folder}/`))
    .reduce<string | undefined>(
      (best, next) => (best === undefined || next.length > best.length ? next : best),
      undefined,
    );
}

function shortName(folder: string): string {
  return folder.slice(folder.lastIndexOf("/") + 1) || ".";
}
