import { explainFirst } from "../../core/errors/explain.ts";
import type { ErrorAction, ErrorContext } from "../../core/errors/knownError.ts";
import type { ViewError } from "../../protocol/messages.ts";
import type { CommandId } from "./commandIds.ts";

/** What a known error asks for: the command and the title of its button. */
export const errorActions: Readonly<Record<ErrorAction, { readonly id: CommandId; readonly title: string }>> = {
  buildGrants: { id: "pwaf.buildGrants", title: "Build grants" },
  checkWorkspace: { id: "pwaf.lint.scan", title: "Check workspace" },
  createRole: { id: "pwaf.lakebase.createRole", title: "Create role" },
  diagnose: { id: "pwaf.doctor.open", title: "Diagnose sign-in" },
  insertSnippet: { id: "pwaf.snippet.insert", title: "Insert snippet" },
  openConfiguration: { id: "pwaf.profile.openFile", title: "Open configuration file" },
  openTerminal: { id: "pwaf.terminal.open", title: "Open terminal for profile" },
  record: { id: "pwaf.recorder.open", title: "Record User-Agents" },
  showRedirects: { id: "pwaf.redirects.show", title: "Show redirect URIs" },
  signIn: { id: "pwaf.signIn", title: "Sign in again" },
  switchProfile: { id: "pwaf.profile.switch", title: "Switch profile" },
  testFederation: { id: "pwaf.federation.test", title: "Test token federation" },
  testLakebase: { id: "pwaf.lakebase.testConnection", title: "Test connection" },
};

/**
 * Cause, fix and first action for the message of a call to Databricks, where the message is a known one.
 * @param message without secrets.
 * @param speaker who says it, if not Databricks at large.
 */
export function helpFor(message: string, speaker?: ErrorContext): Pick<ViewError, "hint" | "action"> | undefined {
  const contexts: ErrorContext[] = speaker === undefined ? ["databricks"] : ["databricks", speaker];
  const explanation = explainFirst(message, { contexts });
  if (!explanation) return undefined;
  const { cause, fix, actions } = explanation;
  const [action] = actions;
  return { hint: `${cause} ${fix}`, ...(action === undefined ? {} : { action: errorActions[action] }) };
}
