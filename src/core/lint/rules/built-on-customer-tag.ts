import { defineRule } from "../rule.ts";
import type { Setting, SettingsSection } from "../settings/section.ts";

/** Compute of bundles that carries `custom_tags`, by the path of its keys. */
const bundleCompute =
  /^(?:targets\.[^.]+\.)?resources\.(?:clusters\.[^.]+|jobs\.[^.]+\.job_clusters\.\d+\.new_cluster|jobs\.[^.]+\.tasks\.\d+\.new_cluster|pipelines\.[^.]+\.clusters\.\d+|sql_warehouses\.[^.]+|instance_pools\.[^.]+)(?=\.)/;

const terraformCompute = /^resource\.databricks_(?:cluster|sql_endpoint|instance_pool)\./;

export const builtOnCustomerTag = defineRule({
  id: "built-on-customer-tag",
  severity: "info",
  onByDefault: false,
  summary: "Compute without the tag `customer_id`, by which products built on Databricks tell customers' cost apart.",
  files: ["databricks.yml and the files it includes", "Terraform"],
  fix: "none",
  checkSettings(section, context) {
    for (const { entries, start, end } of compute(section, context.file.text)) {
      if (hasTag(entries)) continue;
      const message =
        "This compute has no tag `customer_id`, so its cost belongs to no customer. Add it to `custom_tags`, and require it by a cluster policy.";
      context.report({ start, end }, message);
    }
  },
});

function compute(
  section: SettingsSection,
  text: string,
): { entries: readonly Setting[]; start: number; end: number }[] {
  if (section.kind === "terraform") {
    if (!terraformCompute.test(section.name)) return [];
    const head = text.slice(section.start, text.indexOf("{", section.start)).trimEnd();
    return [{ entries: section.entries, start: section.start, end: section.start + head.length }];
  }
  if (section.kind !== "bundle") return [];
  const groups = new Map<string, Setting[]>();
  for (const entry of section.entries) {
    const owner = bundleCompute.exec(entry.key)?.[0];
    if (owner !== undefined)
      groups.set(owner, [...(groups.get(owner) ?? []), { ...entry, key: entry.key.slice(owner.length + 1) }]);
  }
  return [...groups.values()].flatMap((entries) => {
    const [first] = entries;
    return first ? [{ entries, ...first.keyRange }] : [];
  });
}

/** Tags that come from a variable or a policy may hold it. */
function hasTag(entries: readonly Setting[]): boolean {
  return entries.some(
    ({ key, value }) =>
      /(?:^|\.)customer_id$/.test(key) ||
      (/(?:^|\.)custom_tags$/.test(key) && value !== "") ||
      (/custom_tags\.\d+\.key$/.test(key) && value === "customer_id") ||
      key === "policy_id",
  );
}
