import type { ConnectorId, SiteOption, SiteOptions } from "./sites.ts";

/** Clients that are configured by unified authentication, in whichever language. */
export const sdkConnectors: ReadonlySet<ConnectorId> = new Set<ConnectorId>([
  "python-sdk",
  "js-sdk",
  "go-sdk",
  "java-sdk",
  "databricks-connect",
]);

/**
 * Finds attributes of unified authentication under the spelling of any language, by the name that Python has for them: `client_id` also
 * finds `clientId`, `ClientID` and `setClientId`.
 */
export function configReader(options: SiteOptions): (name: string) => SiteOption | undefined {
  const spelled = new Map([...options.names].reverse().map((name) => [bare(name), name]));
  // JavaScript's SDK takes its configuration as an object.
  return (name) => options.get(spelled.get(bare(name)) ?? `config.${camelCase(name)}`);
}

/** One attribute, by Python's name. */
export function configOption(options: SiteOptions, name: string): SiteOption | undefined {
  return configReader(options)(name);
}

/** Whether attributes of the configuration may be given that are not seen. */
export function isConfigOpen(options: SiteOptions): boolean {
  const config = options.get("config");
  if (options.open || !config || config.kind === "null") return options.open;
  return config.kind !== "object" || config.hasHoles;
}

/** The same, for an attribute that is surely given a value. */
export function givenOption(options: SiteOptions, name: string): SiteOption | undefined {
  const option = configOption(options, name);
  return option && option.kind !== "null" && option.text !== "" && !option.optional ? option : undefined;
}

function camelCase(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function bare(name: string): string {
  return name
    .replace(/^set(?=[A-Z])/, "")
    .replaceAll("_", "")
    .toLowerCase();
}

/** How the code writes an option's value, or what is known of it where it stands in another file. */
export function sourceOf(option: SiteOption, text: string): string {
  return option.value ? text.slice(option.value.start, option.value.end) : (option.text ?? "");
}
