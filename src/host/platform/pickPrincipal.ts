import type { GrantPrincipal } from "../../protocol/grants.ts";
import type { WorkspaceClient } from "../../workspace/rest/workspaceClient.ts";
import { askChoice, back } from "./steps.ts";
import type { PrincipalChoice } from "./principalChoice.ts";
import { meaningOf } from "./principalChoice.ts";

/**
 * Asks for a service principal by name or application id; any other name may be typed. Undefined when the user backs out.
 * @param failed hears why the list cannot be read: then the id is typed.
 */
export async function pickPrincipal(
  title: string,
  client: Pick<WorkspaceClient, "servicePrincipals">,
  failed: (error: unknown) => void,
): Promise<GrantPrincipal | undefined> {
  const listed = await client.servicePrincipals("").catch((error: unknown) => {
    failed(error);
    return [];
  });
  const choices = listed.map(({ applicationId, displayName, groups }): PrincipalChoice => ({
    label: `$(robot) ${displayName}`,
    description: applicationId,
    value: { name: applicationId, title: displayName, groups },
  }));
  const picked = await askChoice<GrantPrincipal>(
    { title, step: 1, of: 1 },
    {
      placeholder:
        choices.length > 0
          ? "Service principal, or type an application id, e-mail address or group"
          : "Type the application id of a service principal, an e-mail address or a group",
      choices,
      typed: (text) => meaningOf(text, choices),
    },
  );
  return picked === back ? undefined : picked;
}
