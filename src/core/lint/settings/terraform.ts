import type { Setting, SettingsSection } from "./section.ts";

const token =
  /#[^\n]*|\/\/[^\n]*|\/\*[^]*?\*\/|<<-?\s*"?(\w+)"?[^\n]*\n[^]*?\n\s*\1\b|(?<block>[A-Za-z_][\w-]*(?:[ \t]+"[^"\n]*")*)[ \t]*\{|(?<key>"[^"\n]*"|[A-Za-z_][\w.-]*)[ \t]*[=:](?!=)[ \t]*(?:(?<map>\{)|(?<list>\[)|(?<value>"(?:[^"\\\n]|\\.)*"|[^\s{}[\],]+))|"(?:[^"\\\n]|\\.)*"|[{}[\]]/g;

/** A value without quotes that is no number and no `true`: `var.token`, `random_password.db.result`. */
const isExpression = /^[A-Za-z_][\w-]*[.[(]/;

/**
 * The top-level blocks of a Terraform file with their attributes, keys of nested blocks joined by dots. Only scalars are read; texts are
 * without their quotes, expressions as in a template. Named `resource.<type>.<name>`.
 */
export function readTerraform(text: string): SettingsSection[] {
  const sections: { name: string; start: number; end: number; entries: Setting[] }[] = [];
  // One name for each open brace or bracket; empty where it has none.
  const open: string[] = [];
  for (const match of text.matchAll(token)) {
    const [whole] = match;
    const { block, key, map, list, value } = match.groups ?? {};
    const end = match.index + whole.length;
    if (block !== undefined) {
      const name = block.replace(/[ \t]+"([^"]*)"/g, ".$1");
      if (open.length === 0) sections.push({ name, start: match.index, end, entries: [] });
      open.push(name);
    } else if (key !== undefined) {
      const name = key.replace(/^"|"$/g, "");
      if (map !== undefined || list !== undefined) open.push(name);
      else if (value !== undefined && open.length > 0) {
        const keyStart = match.index + (key.startsWith('"') ? 1 : 0);
        const quote = value.startsWith('"') ? 1 : 0;
        sections.at(-1)?.entries.push({
          key: [...open.slice(1).filter((part) => part !== ""), name].join("."),
          // An expression stands as the hole that it is in a text: `${var.token}`.
          value: quote === 1 ? value.slice(1, -1) : isExpression.test(value) ? `\${${value}}` : value,
          keyRange: { start: keyStart, end: keyStart + name.length },
          valueRange: { start: end - value.length + quote, end: end - quote },
        });
      }
    } else if (whole === "{" || whole === "[") open.push("");
    else if (whole === "}" || whole === "]") {
      open.pop();
      const current = sections.at(-1);
      if (open.length === 0 && current) current.end = end;
    }
  }
  return sections.map((section) => ({ kind: "terraform", ...section }));
}
