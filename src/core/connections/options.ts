/** One option of a connection. Without a value it is kept from view. */
export interface ConnectionOption {
  readonly name: string;
  readonly value?: string;
}

/**
 * Options that say where a connection leads and how it signs in, none of them a secret. Whatever is not named here stays
 * hidden: an option that nobody knew of when this was written may be one.
 * Source: “CREATE CONNECTION” of the SQL reference, option tables of each connection type.
 */
const harmless = new Set(
  (
    "host port base_path is_mcp_connection client_id oauth_scope token_endpoint authorization_endpoint " +
    "oauth_credential_exchange_method database httppath trustservercertificate encrypt applicationintent user " +
    "sfwarehouse sfrole project_id warehouse"
  ).split(" "),
);

/** The options of a connection for people, by name. Passwords inside addresses are left out too. */
export function shownOptions(options: Readonly<Record<string, unknown>>): ConnectionOption[] {
  return Object.entries(options)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([name, value]) => {
      const isShown = harmless.has(name.toLowerCase()) && (typeof value === "string" || typeof value === "number");
      return isShown ? { name, value: withoutUserInfo(String(value)) } : { name };
    });
}

/** `https://me:secret@host/` as `https://host/`, and the query, which may hold a key, left out. */
export function withoutUserInfo(text: string): string {
  return text.replace(/^([a-z][\w+.-]*:\/\/)[^/?#]*@/i, "$1").replace(/^([a-z][\w+.-]*:\/\/[^?#]*)[?#].*$/i, "$1");
}
