import { connectorNames } from "../lint/report/names.ts";
import type { ConnectorId } from "../lint/sites.ts";
import type { Snippet, SnippetAuth } from "./snippet.ts";

interface Offer<T> {
  readonly label: string;
  readonly description: string;
  readonly detail?: string;
  readonly value: T;
}

/** Snippets by their titles: the client, a comma, and the way to sign in. */
export type SnippetFile = Readonly<Record<string, Snippet>>;

/** What PWAF asks for first; a personal access token comes after everything else. */
const order: readonly SnippetAuth[] = [
  ...(["m2m", "u2m", "u2m-token", "u2m-refresh", "federation", "account-federation"] as const),
  ...(["azure-msi", "unified", "pat"] as const),
];

/** The clients that a language has snippets for, in the order of its file. */
export function connectorChoices(file: SnippetFile): Offer<ConnectorId>[] {
  const snippets = Object.values(file);
  return [...new Set(snippets.map(({ connector }) => connector))].map((connector) => {
    const own = snippets.find((snippet) => snippet.connector === connector);
    return { label: connectorNames[connector], description: own?.packages.join(", ") ?? "", value: connector };
  });
}

/** The ways to sign in that there are for a client. */
export function authChoices(file: SnippetFile, connector: ConnectorId): Offer<Snippet>[] {
  const own = Object.entries(file).filter(([, snippet]) => snippet.connector === connector);
  const ways = own.map(([title]) => wayOf(title));
  return own
    .sort(([, a], [, b]) => order.indexOf(a.auth) - order.indexOf(b.auth))
    .map(([title, snippet]) => ({
      // Clients that several libraries are used with have a way more than once.
      label: capitalized(ways.filter((way) => way === wayOf(title)).length > 1 ? title : wayOf(title)),
      description: snippet.prefix[0] ?? "",
      detail: snippet.description,
      value: snippet,
    }));
}

/** How a snippet signs in, by its title. */
function wayOf(title: string): string {
  return title.replace(/^.*?, /, "");
}

function capitalized(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
