import * as vscode from "vscode";
import type { IDisposable } from "../../core/base/disposable.ts";
import { toDisposable } from "../../core/base/disposable.ts";
import { isCancelled, PwafError } from "../../core/base/errors.ts";
import type { Logger } from "../../core/base/logger.ts";
import { redact } from "../../core/base/redact.ts";
import { logError } from "./errors.ts";

/** Every tool for the editor's agents. A test compares this list with `package.json`. */
export const languageToolNames = [
  "pwaf_check_code",
  "pwaf_call_paths",
  "pwaf_explain_error",
  "pwaf_check_attribution",
] as const;
export type LanguageToolName = (typeof languageToolNames)[number];

export interface LanguageTool<T> {
  /** What happens, in the progressive form, for people: `Checking src/load.py`. */
  readonly doing: (input: T) => string;
  /** Asked before it runs; a tool that leaves this machine or costs something must have it. */
  readonly confirmation?: (input: T) => Promise<vscode.LanguageModelToolConfirmationMessages>;
  /**
   * The answer for a model, which is redacted before it goes out.
   * @param input has been checked against the schema in `package.json`
   */
  readonly run: (input: T, token: vscode.CancellationToken) => Promise<string>;
}

/** Offers a tool to the editor's agents, where the editor takes tools: forks of it may not. */
export function registerLanguageTool<T>(name: LanguageToolName, tool: LanguageTool<T>, log: Logger): IDisposable {
  const { registerTool } = vscode.lm as Partial<typeof vscode.lm>;
  if (registerTool === undefined) return toDisposable(() => undefined);
  return registerTool<T>(name, {
    async prepareInvocation({ input }) {
      const confirmationMessages = await tool.confirmation?.(input);
      return { invocationMessage: tool.doing(input), ...(confirmationMessages && { confirmationMessages }) };
    },
    async invoke({ input }, token) {
      return new vscode.LanguageModelToolResult([
        new vscode.LanguageModelTextPart(redact(await answer(tool, input, token, log))),
      ]);
    },
  });
}

/** A failure is an answer, too: a model can tell what to do about it. */
async function answer<T>(tool: LanguageTool<T>, input: T, token: vscode.CancellationToken, log: Logger) {
  try {
    return await tool.run(input, token);
  } catch (error) {
    if (isCancelled(error)) throw new vscode.CancellationError();
    logError(error, log);
    if (!(error instanceof PwafError)) throw error;
    return `This failed: ${error.message}${error.hint === undefined ? "" : ` ${error.hint}`}`;
  }
}
