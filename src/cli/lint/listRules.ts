import { rules } from "../../core/lint/registry.ts";

/** Every rule with the severity that it has by itself; `off` for rules that run only where a setting turns them on. */
export function listRules(format: "text" | "json"): string {
  if (format === "json") {
    const list = rules.map(({ id, severity, summary, files, fix, onByDefault }) => ({
      id,
      severity,
      onByDefault: onByDefault ?? true,
      summary,
      files,
      fix,
    }));
    return `${JSON.stringify(list, null, 2)}\n`;
  }
  const width = Math.max(...rules.map(({ id }) => id.length));
  return rules
    .map(({ id, severity, summary, fix, onByDefault }) => {
      const shown = onByDefault === false ? "off" : severity;
      return `${id.padEnd(width)}  ${shown.padEnd(7)}  ${fix === "safe" ? "fix" : "   "}  ${summary}\n`;
    })
    .join("");
}
