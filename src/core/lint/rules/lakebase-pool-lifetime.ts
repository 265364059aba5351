import { defineRule } from "../rule.ts";
import type { SiteOption } from "../sites.ts";
import { sourceOf } from "../configOptions.ts";

/** Options that bound the life of a pooled connection, with the length of their unit in seconds and 45 minutes as they write it. */
const lifetimes: Readonly<Record<string, { readonly unit: number; readonly right: string }>> = {
  pool_recycle: { unit: 1, right: "2700" },
  max_lifetime: { unit: 1, right: "2700" },
  maxLifetimeSeconds: { unit: 1, right: "2700" },
  maxLifetime: { unit: 0.001, right: "2_700_000" },
  setMaxLifetime: { unit: 0.001, right: "2_700_000" },
  MaxConnLifetime: { unit: 1, right: "45 * time.Minute" },
};

/** Units that Go and `java.util.concurrent` spell out, in seconds. */
const units: Readonly<Record<string, number>> = { Hour: 3600, Minute: 60, Second: 1 };

const tokenLife = 3600;

export const lakebasePoolLifetime = defineRule({
  id: "lakebase-pool-lifetime",
  severity: "warning",
  summary: "A pool keeps Lakebase connections for as long as a database credential lives, or longer.",
  files: ["Python", "Java", "Kotlin", "Scala", "Go", "JavaScript", "TypeScript"],
  fix: "suggestion",
  checkSite({ connector, options }, context) {
    if (connector !== "lakebase") return;
    for (const [name, { unit, right }] of Object.entries(lifetimes)) {
      const option = options.get(name);
      const seconds = option ? (numberIn(valueSource(option, context.file.text)) ?? 0) * unit : 0;
      if (!option?.range || seconds < tokenLife) continue;
      const message = `Connections may live ${Math.round(seconds / 60)} minutes, and a Lakebase credential 60. Stay below it: 45 minutes is what Databricks' own samples take.`;
      const edits = option.value ? [{ ...option.value, text: right }] : [];
      const fix = { title: "Set 45 minutes", edits, safe: false };
      context.report(option.range, message, option.value ? { fix } : {});
    }
  },
});

/** A number that is no text has no place of its own: it stands between the brackets of `setMaxLifetime(7_200_000)`. */
function valueSource(option: SiteOption, text: string): string {
  if (option.value || !option.range) return sourceOf(option, text);
  const whole = text.slice(option.range.start, option.range.end);
  return /^[\w.]+\((?<value>[^]*)\)$/.exec(whole)?.groups?.["value"] ?? "";
}

/** A number, or a product of numbers and units: `60 * 60`, `3_600`, `time.Hour`, `60 * time.Minute`. */
function numberIn(source: string): number | undefined {
  const factors = source.split("*").map((part) => {
    const word = part.trim();
    if (/^[\d_]+L?$/.test(word)) return Number(word.replaceAll("_", "").replace("L", ""));
    return units[/^time\.(\w+)$/.exec(word)?.[1] ?? ""];
  });
  return factors.every((factor) => factor !== undefined)
    ? factors.reduce((product, factor) => product * factor, 1)
    : undefined;
}
