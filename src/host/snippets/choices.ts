import { connectorNames } from "../../core/lint/report/names.ts";
import type { ConnectorId } from "../../core/lint/sites.ts";
import { snippetAuthNames } from "../../core/snippets/authNames.ts";
import type { Snippet, SnippetAuth } from "../../core/snippets/snippet.ts";

interface Offer<T> {
  readonly label: string;
  readonly description: string;
  readonly detail?: string;
  readonly value: T;
}

/** The clients that a language has snippets for, in the order of its file. */
export function connectorChoices(snippets: readonly Snippet[]): Offer<ConnectorId>[] {
  return [...new Set(snippets.map(({ connector }) => connector))].map((connector) => {
    const own = snippets.find((snippet) => snippet.connector === connector);
    return { label: connectorNames[connector], description: own?.packages.join(", ") ?? "", value: connector };
  });
}

/** The ways to sign in that there are for a client: OAuth before a personal access token. */
export function authChoices(snippets: readonly Snippet[], connector: ConnectorId): Offer<Snippet>[] {
  const order = Object.keys(snippetAuthNames) as SnippetAuth[];
  return snippets
    .filter((snippet) => snippet.connector === connector)
    .sort((a, b) => order.indexOf(a.auth) - order.indexOf(b.auth))
    .map((snippet) => ({
      label: snippetAuthNames[snippet.auth],
      description: snippet.prefix[0] ?? "",
      detail: snippet.description,
      value: snippet,
    }));
}
