import * as vscode from "vscode";

/** One question of a sequence. The texts may depend on the answers before it. */
export interface TextStep {
  readonly prompt: string | ((answers: readonly string[]) => string);
  readonly placeholder?: string;
  readonly value?: string;
  /** What is wrong with an answer, or undefined. */
  readonly validate?: (value: string, answers: readonly string[]) => string | undefined;
}

/**
 * Asks one text after the other in the same place, with step counts and a way back that keeps what was typed.
 * Undefined when the user backs out.
 */
export async function askSteps(title: string, steps: readonly TextStep[]): Promise<readonly string[] | undefined> {
  const answers: string[] = [];
  const typed: string[] = steps.map((step) => step.value ?? "");
  let index = 0;
  while (index < steps.length) {
    const step = steps[index];
    if (!step) break;
    const answer = await askText(title, step, answers.slice(0, index), typed[index] ?? "", {
      step: index + 1,
      of: steps.length,
    });
    if (answer === undefined) return undefined;
    if (answer === back) {
      index--;
      continue;
    }
    typed[index] = answer;
    answers[index] = answer;
    index++;
  }
  return answers;
}

const back = Symbol("back");

function askText(
  title: string,
  step: TextStep,
  answers: readonly string[],
  value: string,
  place: { readonly step: number; readonly of: number },
): Promise<string | typeof back | undefined> {
  const input = vscode.window.createInputBox();
  input.title = title;
  input.step = place.step;
  input.totalSteps = place.of;
  input.prompt = typeof step.prompt === "string" ? step.prompt : step.prompt(answers);
  if (step.placeholder !== undefined) input.placeholder = step.placeholder;
  input.value = value;
  input.ignoreFocusOut = true;
  if (place.step > 1) input.buttons = [vscode.QuickInputButtons.Back];
  return new Promise<string | typeof back | undefined>((resolve) => {
    input.onDidChangeValue((text) => {
      input.validationMessage = text === "" ? undefined : step.validate?.(text.trim(), answers);
    });
    input.onDidAccept(() => {
      const text = input.value.trim();
      const problem = step.validate?.(text, answers);
      if (problem === undefined) resolve(text);
      else input.validationMessage = problem;
    });
    input.onDidTriggerButton(() => resolve(back));
    input.onDidHide(() => resolve(undefined));
    input.show();
  }).finally(() => input.dispose());
}
