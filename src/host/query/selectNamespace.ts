import type { Namespace } from "../../core/sql/useStatement.ts";
import type { Page, PageRequest } from "../../workspace/rest/workspaceClient.ts";
import type { Choice } from "../platform/steps.ts";
import { askChoice, back } from "../platform/steps.ts";
import type { Services } from "../services.ts";

/** Names that a list shows; others can be typed. */
const listed = 1000;

/** Asks for a catalog, then for one of its schemas. Undefined when the user backs out. */
export async function askNamespace(
  { workspaces }: Pick<Services, "workspaces">,
  now: Namespace,
): Promise<Namespace | undefined> {
  const title = "Select catalog and schema";
  const client = await workspaces.client();
  const catalogs = await namesOf((page) => client.catalogs(page));
  for (;;) {
    const catalog = await askChoice(
      { title, step: 1, of: 2 },
      {
        placeholder: "Catalog, or type the name of one that is not listed",
        choices: choices(catalogs, now.catalog),
        typed: choiceOf,
      },
    );
    if (catalog === undefined || catalog === back) return undefined;
    const schemas = await namesOf((page) => client.schemas(catalog, page));
    const schema = await askChoice(
      { title, step: 2, of: 2 },
      {
        placeholder: `Schema of ${catalog}, or type the name of one that is not listed`,
        choices: choices(schemas, catalog === now.catalog ? now.schema : "default"),
        typed: choiceOf,
      },
    );
    if (schema === undefined) return undefined;
    if (schema !== back) return { catalog, schema };
  }
}

async function namesOf(
  load: (page: PageRequest) => Promise<Page<{ readonly name: string }>>,
): Promise<readonly string[]> {
  const names: string[] = [];
  let pageToken: string | undefined;
  do {
    const page = await load({ pageSize: listed, ...(pageToken === undefined ? {} : { pageToken }) });
    names.push(...page.items.map(({ name }) => name));
    pageToken = page.nextPageToken;
  } while (pageToken !== undefined && names.length < listed);
  return names;
}

/** The one that holds now comes first. */
function choices(names: readonly string[], now: string | undefined): readonly Choice<string>[] {
  const sorted = [...names].sort((a, b) => Number(b === now) - Number(a === now));
  return sorted.map((name) => ({ ...choiceOf(name), ...(name === now ? { description: "now" } : {}) }));
}

const choiceOf = (name: string): Choice<string> => ({ label: name, value: name });
