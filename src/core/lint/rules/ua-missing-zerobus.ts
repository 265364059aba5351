import { compareVersions } from "../dependencies/version.ts";
import type { Ecosystem } from "../dependencies/dependency.ts";
import { defineRule } from "../rule.ts";
import { reportMissing } from "../missingUserAgent.ts";

interface Client {
  readonly ecosystem: Ecosystem;
  readonly library: string;
  /** First release that takes a name. Source: PWAF, “Zerobus”. */
  readonly first: string;
  readonly example: string;
}

/** By the table of facts that describes the client; the TypeScript client takes no name at all. */
const clients: Readonly<Record<string, Client>> = {
  "zerobus/python": {
    ecosystem: "pypi",
    library: "databricks-zerobus-ingest-sdk",
    first: "1.4.0",
    example: '`application_name="$"` to `ZerobusSdk`',
  },
  "zerobus/jvm": {
    ecosystem: "maven",
    library: "com.databricks:zerobus-ingest-sdk",
    first: "1.3.0",
    example: '`applicationName("$")` to the builder of `ZerobusSdk`',
  },
  "zerobus/go": {
    ecosystem: "go",
    library: "github.com/databricks/zerobus-sdk/go",
    first: "1.3.0",
    example: '`zerobus.WithApplicationName("$")` to `NewZerobusSdk`',
  },
};

export const uaMissingZerobus = defineRule({
  id: "ua-missing-zerobus",
  severity: "warning",
  summary: "A Zerobus client sets no application name, which is its User-Agent.",
  files: ["Python", "Java", "Kotlin", "Scala", "Go"],
  fix: "safe",
  checkSite(site, context) {
    const client = clients[site.facts];
    if (!client) return;
    const used = context.project.dependency(context.file.path, client.ecosystem, client.library);
    const version = used?.exact?.replace(/^v/, "");
    const isOld = version !== undefined && compareVersions(version, client.first) < 0;
    const update = isOld ? ` after raising \`${client.library}\` from ${version} to ${client.first} or later` : "";
    const { insert, ...userAgent } = site.userAgent;
    // A name that the release at hand does not know would not compile.
    const tagged = isOld || !insert ? userAgent : site.userAgent;
    reportMissing({ ...site, userAgent: tagged }, context, {
      connector: "zerobus",
      option: "the application name",
      example: client.example + update,
    });
  },
});
