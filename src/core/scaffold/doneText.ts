import type { Project } from "./project.ts";
import type { Plan } from "./scaffold.ts";

/** What is said when the files are written: what the user left out, and what comes next. */
export function doneText(
  { install }: Pick<Project, "install">,
  { check, example, conforms, notes }: Pick<Plan, "check" | "example" | "conforms" | "notes">,
  leftOut: readonly string[],
): string {
  const command = check.command.join(" ");
  const isConformed = conforms && !leftOut.includes("pwaf.json");
  const way = isConformed
    ? "“pwaf conform --emulator” says whether it works"
    : `“${command}” says whether it works, with the variables of ${example} set`;
  return [
    "PWAF: Connector added.",
    ...(leftOut.length > 0 ? [`Left out, since not ticked: ${leftOut.join(", ")}.`] : []),
    `Next: “${install}”, then ${way}.`,
    ...notes,
  ].join(" ");
}
