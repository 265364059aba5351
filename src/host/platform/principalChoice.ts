import { isApplicationId } from "../../core/grants/grantSql.ts";
import type { GrantPrincipal } from "../../protocol/grants.ts";

/** One entry of the list of principals. */
export interface PrincipalChoice {
  readonly label: string;
  readonly description?: string;
  readonly value: GrantPrincipal;
}

/**
 * What a typed text means. A display name is not what GRANT takes, so whoever types one gets the service principal that
 * has it; any other text that is no id and no address can only be a group, and says so.
 */
export function meaningOf(text: string, choices: readonly PrincipalChoice[]): PrincipalChoice {
  const wanted = text.toLowerCase();
  const names = ({ value }: PrincipalChoice) => [value.title ?? "", value.name].map((name) => name.toLowerCase());
  const exact = choices.filter((choice) => names(choice).includes(wanted));
  const similar = choices.filter((choice) => names(choice).some((name) => name.includes(wanted)));
  const [known, other] = exact.length > 0 ? exact : similar;
  if (known && other === undefined) return known;
  const value: GrantPrincipal = { name: text, groups: [] };
  if (isApplicationId(text)) return { label: `$(robot) ${text}`, description: "application id", value };
  return text.includes("@")
    ? { label: `$(person) ${text}`, description: "e-mail address", value }
    : { label: `$(organization) Group “${text}”`, value };
}
