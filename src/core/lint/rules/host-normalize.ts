import type { Fix } from "../finding.ts";
import { defineRule } from "../rule.ts";
import type { ConnectorId, SiteOption } from "../sites.ts";

/** Clients that build the address themselves, by the option that takes the bare name of the host. */
const bareHosts: Partial<Record<ConnectorId, readonly string[]>> = {
  "node-sql": ["host"],
  "python-sql": ["server_hostname"],
  odbc: ["Host"],
};

export const hostNormalize = defineRule({
  id: "host-normalize",
  severity: "info",
  summary: "A host is written with a scheme, a path or a slash where the client wants its bare name.",
  files: ["Python", "JavaScript", "TypeScript", "C#", "odbc.ini"],
  fix: "safe",
  checkSite({ connector, options, range }, context) {
    for (const name of bareHosts[connector] ?? []) {
      const option = options.get(name);
      if (option?.text === undefined) continue;
      const bare = /^(?:https?:\/\/)?(?<host>[^/?#]+)/i.exec(option.text)?.groups?.["host"];
      if (bare === undefined || bare === option.text) continue;
      const effect =
        connector === "node-sql"
          ? "The driver puts `https://` before it and looks for a host that does not exist"
          : "Not every release of the client takes that apart";
      const message = `\`${name}\` wants the bare name of the host, without \`https://\` and without a path. ${effect}.`;
      const fix = stripped(option, bare, context.file.text);
      context.report(option.value ?? option.range ?? range, message, fix ? { fix } : {});
    }
  },
});

/** Where the host is one literal in this file, its content is replaced. */
function stripped(option: SiteOption, bare: string, text: string): Fix | undefined {
  const { value, hasHoles } = option;
  if (!value || hasHoles || option.text === undefined) return undefined;
  const source = text.slice(value.start, value.end);
  const at = source.indexOf(option.text);
  if (at < 0 || source.replace(option.text, "").replaceAll(/["'`]/g, "") !== "") return undefined;
  const start = value.start + at;
  return {
    title: `Write ${bare}`,
    edits: [{ start, end: start + option.text.length, text: bare }],
    // Some releases of Python's connector take `http://` at its word, as a server on the same machine needs it.
    safe: !/^http:/i.test(option.text),
  };
}
