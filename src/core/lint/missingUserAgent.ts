import { formatIdentity } from "../identity/identity.ts";
import type { RuleContext } from "./rule.ts";
import type { ConnectorId, Site } from "./sites.ts";

/** What every `ua-missing-*` rule does: a site of its connector that surely sets no User-Agent. */
export function reportMissing(
  site: Site,
  context: RuleContext,
  facts: { readonly connector: ConnectorId; readonly option: string; readonly example: string },
): void {
  const { userAgent, range } = site;
  if (site.connector !== facts.connector || userAgent.status !== "missing") return;
  const { identity } = context;
  const value = identity && formatIdentity(identity);
  const message = `This connection sets no User-Agent, so Databricks cannot attribute its calls to your product. Pass ${facts.example.replace("$", value ?? "Isv_Product/1.0.0")}.`;
  const { insert } = userAgent;
  if (!insert) context.report(range, message);
  else if (value === undefined) context.report(range, message, { needsIdentity: true });
  else
    context.report(range, message, {
      fix: { title: `Set ${facts.option} to ${value}`, edits: insert(value), safe: true },
    });
}
