import type { TextEdit, TextRange } from "../../base/text.ts";
import { checkUserAgent } from "../../identity/identity.ts";
import type { Site, SiteOption, SiteOptions, UserAgent } from "../sites.ts";

/** An option of a client as a configuration file writes it. */
export interface PlainOption {
  readonly name: string;
  readonly value: string;
  /** The whole `name=value`. */
  readonly range: TextRange;
  readonly valueRange: TextRange;
}

/** What other tools put in before the value is used: `${X}`, `{{ x }}`, `{x}`, `%(x)s`, `#{x}#`, `@x@`. */
const hole = /\$\{\{?[^{}]*\}\}?|\{\{[^{}]*\}\}|\{[^{}\s]*\}|\$\([\w.]+\)|%\(\w+\)s|\$[A-Za-z_]\w*|@[A-Z_]+@/;
const onlyHole = new RegExp(`^(?:${hole.source})$`);

export function hasHoles(text: string): boolean {
  return hole.test(text);
}

/** The same text, as long as before, with what is put in later as `{source}`. */
export function markHoles(text: string): string {
  return text.replace(new RegExp(hole.source, "g"), (whole) => {
    const source = whole.replace(/[^\w.-]/g, "");
    return `{${source.padEnd(whole.length - 2).slice(0, whole.length - 2)}}`;
  });
}

/** Options by name without regard to case; of the same name the last wins. @param open further options may be given */
export function plainOptions(given: readonly PlainOption[], open: boolean): SiteOptions {
  const byName = new Map(given.map((option) => [option.name.toLowerCase(), siteOption(option)]));
  return {
    get: (name) => byName.get(name.toLowerCase()),
    has: (name) => byName.has(name.toLowerCase()),
    names: [...byName.values()].map(({ name }) => name),
    open,
  };
}

function siteOption({ name, value, range, valueRange }: PlainOption): SiteOption {
  const isSetting = onlyHole.test(value);
  return {
    name,
    kind: isSetting ? "settings" : "text",
    ...(isSetting ? {} : { text: markHoles(value) }),
    hasHoles: hasHoles(value),
    optional: false,
    range,
    value: valueRange,
  };
}

/** How a User-Agent reads that stands in a configuration file. Unknown where it is absent and may come from elsewhere. */
export function plainUserAgent(
  options: SiteOptions,
  names: readonly string[],
  insert?: (value: string) => readonly TextEdit[],
): UserAgent {
  const option = names.map((name) => options.get(name)).find((found) => found !== undefined);
  if (!option) {
    if (options.open) return { status: "unknown", values: [] };
    return { status: "missing", values: [], ...(insert ? { insert } : {}) };
  }
  const range = option.value ?? { start: 0, end: 0 };
  const { name, text } = option;
  if (text === undefined) return { status: "dynamic", values: [], option: name, definedAt: range };
  const sample = text.replace(/\{[^{}]*\}/g, (_hole, at: number) => (text.slice(0, at).includes("/") ? "0" : "X_x"));
  const check = checkUserAgent(sample);
  const problem = check.ok ? undefined : { reason: check.reason, message: check.message };
  const values = [
    {
      text,
      range,
      hasHoles: option.hasHoles,
      ...(problem ? { problem } : {}),
      ...(option.hasHoles ? {} : { content: range }),
    },
  ];
  const status = problem ? "set-invalid" : /^[^/]*\{/.test(text) ? "dynamic" : "set-valid";
  return { status, value: text, definedAt: range, values, option: name };
}

/** The parts of a site that all configuration files share. */
export function plainSite(
  site: Pick<Site, "connector" | "what" | "facts" | "range" | "options" | "userAgent"> & {
    readonly auth: Site["auth"]["kind"];
  },
): Site {
  return { ...site, auth: { kind: site.auth } };
}
