import { formatIdentity } from "../identity/identity.ts";
import type { RuleContext } from "./rule.ts";
import type { ConnectorId, Site } from "./sites.ts";

/**
 * What every `ua-missing-*` rule does: a site of its connector that surely sets no User-Agent.
 * In `example`, `$` stands for the User-Agent, `$name` and `$version` for its parts.
 */
export function reportMissing(
  site: Site,
  context: RuleContext,
  facts: { readonly connector: ConnectorId; readonly option: string; readonly example: string },
): void {
  const { userAgent, range } = site;
  if (site.connector !== facts.connector || userAgent.status !== "missing") return;
  const { identity } = context;
  const value = identity && formatIdentity(identity);
  const shown = value ?? "Isv_Product/1.0.0";
  const [name = shown, version = "1.0.0"] = shown.split("/");
  const parts = new Map([
    ["$", shown],
    ["$name", name],
    ["$version", version],
  ]);
  const example = facts.example.replaceAll(/\$(?:name|version)?/g, (hole) => parts.get(hole) ?? hole);
  const subject = facts.connector.endsWith("-sdk") ? "client" : "connection";
  const message = `This ${subject} sets no User-Agent, so Databricks cannot attribute its calls to your product. Pass ${example}.`;
  const { insert } = userAgent;
  if (!insert) context.report(range, message);
  else if (value === undefined) context.report(range, message, { needsIdentity: true });
  else
    context.report(range, message, {
      fix: { title: `Set ${facts.option} to ${value}`, edits: insert(value), safe: !userAgent.isGuess },
    });
}

/** The site with a fix that writes `option`, for releases that do not know `current` yet. */
export function withOldOption(site: Site, current: string, option: string): Site {
  const { insert, ...userAgent } = site.userAgent;
  if (!insert || option === current) return site;
  const insertOption = (value: string) =>
    insert(value).map((edit) => ({ ...edit, text: edit.text.replace(current, option) }));
  return { ...site, userAgent: { ...userAgent, insert: insertOption } };
}

/** Reports a User-Agent under a name that the driver's release does not know, and ignores without a word. */
export function reportUnknownOption(
  { connector, userAgent, range }: Site,
  context: RuleContext,
  facts: { readonly connector: ConnectorId; readonly written: string; readonly known: string; readonly since: string },
): void {
  const { written, known, since } = facts;
  if (connector !== facts.connector || userAgent.option !== written || userAgent.status === "missing") return;
  const message = `The driver knows \`${written}\` since ${since}, and the project asks for an older release, which ignores it: no User-Agent is sent. Ask for ${since} or later, or write \`${known}\`.`;
  context.report(range, message);
}
