import { rules } from "../../core/lint/registry.ts";
import { nearest } from "./nearest.ts";

/** What to do about a rule id that does not exist. */
export function ruleHint(id: string): string {
  const near = nearest(
    id,
    rules.map((rule) => rule.id),
  );
  const list = "`pwaf lint --list-rules` shows the rules there are.";
  return near === undefined ? list : `Did you mean ${near}? ${list}`;
}
