import * as vscode from "vscode";

/** Where a question stands in its sequence; from the second step on there is a way back. */
export interface Place {
  readonly title: string;
  /** From 1. */
  readonly step: number;
  readonly of: number;
}

/** The answer of somebody who wants to see the question before this one. */
export const back = Symbol("back");
export type Back = typeof back;

export interface TextQuestion {
  readonly prompt: string;
  readonly placeholder?: string;
  /** Hides what is typed. */
  readonly secret?: true;
  /** What is wrong with an answer, or undefined. */
  readonly validate?: (value: string) => string | undefined;
}

export interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

export interface ChoiceQuestion<T> {
  readonly placeholder: string;
  readonly choices: readonly Choice<T>[];
  /** What a typed or pasted text means, where more than the choices is allowed. It may be the value of a choice. */
  readonly typed?: (text: string) => Choice<T> | { readonly problem: string };
}

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
    const before = answers.slice(0, index);
    const { placeholder, validate } = step;
    const answer = await askText(
      { title, step: index + 1, of: steps.length },
      {
        prompt: typeof step.prompt === "string" ? step.prompt : step.prompt(before),
        ...(placeholder === undefined ? {} : { placeholder }),
        ...(validate === undefined ? {} : { validate: (value: string) => validate(value, before) }),
      },
      typed[index] ?? "",
    );
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

/** Asks for one text. Undefined when the user backs out. */
export function askText(place: Place, question: TextQuestion, value: string): Promise<string | Back | undefined> {
  const input = vscode.window.createInputBox();
  prepare(input, place);
  input.prompt = question.prompt;
  if (question.placeholder !== undefined) input.placeholder = question.placeholder;
  input.password = question.secret === true;
  input.value = value;
  return new Promise<string | Back | undefined>((resolve) => {
    input.onDidChangeValue((text) => {
      input.validationMessage = text === "" ? undefined : question.validate?.(text.trim());
    });
    input.onDidAccept(() => {
      const text = input.value.trim();
      const problem = question.validate?.(text);
      if (problem === undefined) resolve(text);
      else input.validationMessage = problem;
    });
    input.onDidTriggerButton(() => resolve(back));
    input.onDidHide(() => resolve(undefined));
    input.show();
  }).finally(() => input.dispose());
}

/** Lets the user choose, or type where the question allows it. Undefined when the user backs out. */
export function askChoice<T>(place: Place, question: ChoiceQuestion<T>): Promise<T | Back | undefined> {
  const { choices, typed } = question;
  type Item = Choice<T> | (vscode.QuickPickItem & { readonly problem: string });
  const input = vscode.window.createQuickPick<Item>();
  prepare(input, place);
  input.placeholder = question.placeholder;
  input.matchOnDescription = true;
  input.matchOnDetail = true;
  input.items = choices;
  const read = (text: string): Item | undefined => {
    const meaning = text.trim() === "" ? undefined : typed?.(text.trim());
    if (!meaning) return undefined;
    const item = "problem" in meaning ? { ...meaning, label: `$(error) ${meaning.problem}` } : meaning;
    return { ...item, alwaysShow: true };
  };
  return new Promise<T | Back | undefined>((resolve) => {
    input.onDidChangeValue((text) => {
      const item = read(text);
      input.items = item ? [item, ...choices.filter(({ label }) => label !== item.label)] : choices;
    });
    input.onDidAccept(() => {
      // Whoever pastes and presses Enter at once is faster than the list: the text decides, not what is marked.
      const text = input.value.trim();
      const marked = input.activeItems[0];
      const isMeant = marked !== undefined && "value" in marked && isAbout(marked, text);
      const item = isMeant ? marked : (read(text) ?? marked);
      if (item && "value" in item) resolve(item.value);
    });
    input.onDidTriggerButton(() => resolve(back));
    input.onDidHide(() => resolve(undefined));
    input.show();
  }).finally(() => input.dispose());
}

function isAbout({ label, description = "", detail = "" }: vscode.QuickPickItem, text: string): boolean {
  return `${label}\n${description}\n${detail}`.toLowerCase().includes(text.toLowerCase());
}

function prepare(input: vscode.QuickInput & { buttons: readonly vscode.QuickInputButton[] }, place: Place): void {
  input.title = place.title;
  input.step = place.step;
  input.totalSteps = place.of;
  // Tokens and addresses are fetched from elsewhere: the question must still be there afterwards.
  input.ignoreFocusOut = true;
  if (place.step > 1) input.buttons = [vscode.QuickInputButtons.Back];
}
