import * as vscode from "vscode";
import type { ErrorReason } from "../../core/base/errors.ts";
import { errorText, isCancelled, PwafError } from "../../core/base/errors.ts";
import type { Logger } from "../../core/base/logger.ts";
import { redact } from "../../core/base/redact.ts";
import type { ViewError } from "../../protocol/messages.ts";
import { helpFor } from "./errorActions.ts";

/** The next step that helps with a reason: a button title and the command behind it. */
const actions: Partial<Record<ErrorReason, { readonly id: string; readonly title: string }>> = {
  unauthenticated: { id: "pwaf.signIn", title: "Sign in" },
  "sign-in": { id: "pwaf.signIn", title: "Try again" },
  config: { id: "pwaf.profile.openFile", title: "Open configuration file" },
  unexpected: { id: "pwaf.log.show", title: "Show log" },
  server: { id: "pwaf.log.show", title: "Show log" },
  tls: { id: "pwaf.log.show", title: "Show log" },
};

/**
 * What a view shows of an error; the `action.id` is a command id. Who throws knows best what helps; a message that
 * comes without a hint, or in the words of another program, is looked up among the known errors.
 */
export function viewError(error: unknown): ViewError {
  const message = redact(errorText(error));
  const { hint, speaker } = error instanceof PwafError ? error : {};
  const help = hint === undefined || speaker !== undefined ? helpFor(message, speaker) : undefined;
  if (help) return { message, ...help };
  if (!(error instanceof PwafError)) return { message, action: { id: "pwaf.log.show", title: "Show log" } };
  const action = actions[error.reason];
  return { message, ...(error.hint === undefined ? {} : { hint: error.hint }), ...(action ? { action } : {}) };
}

/** First causes of what is on the screen now: one failure can come here on several ways. */
const onScreen = new Set<unknown>();

/**
 * Logs an error with its causes and shows it once, with a button where one helps. Cancelling is not an error.
 * @param command arguments for one command, such as those of the one that failed: a button that runs it passes them on.
 */
export async function showError(
  error: unknown,
  log: Logger,
  command?: { readonly id: string; readonly args: readonly unknown[] },
): Promise<void> {
  if (isCancelled(error)) return;
  logError(error, log);
  const cause = firstCause(error);
  if (onScreen.has(cause)) return;
  const { message, hint, action } = viewError(error);
  const sentence = /[.!?]$/.test(message) ? message : `${message}.`;
  const text = hint === undefined ? message : `${sentence} ${hint}`;
  onScreen.add(cause);
  const picked = await vscode.window.showErrorMessage(text, ...(action ? [action.title] : [])).then(
    (title) => (onScreen.delete(cause), title),
    () => void onScreen.delete(cause),
  );
  if (picked === undefined || !action) return;
  await vscode.commands.executeCommand(action.id, ...(action.id === command?.id ? command.args : []));
}

/** Writes an error and the chain of its causes to the log. */
export function logError(error: unknown, log: Logger): void {
  for (
    let current: unknown = error;
    current !== undefined;
    current = current instanceof Error ? current.cause : undefined
  ) {
    const detail =
      current instanceof Error && !(current instanceof PwafError)
        ? (current.stack ?? current.message)
        : errorText(current);
    log.error(redact(current === error ? detail : `  caused by: ${detail}`));
  }
}

function firstCause(error: unknown): unknown {
  return error instanceof Error && error.cause !== undefined ? firstCause(error.cause) : error;
}
