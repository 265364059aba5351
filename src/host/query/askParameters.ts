import * as vscode from "vscode";
import type { ParameterValue } from "../../core/sql/parameters.ts";
import type { State } from "../platform/state.ts";
import { choicesFor, remembered, remembering } from "./parameterChoices.ts";
import type { ParameterValues } from "./scriptRun.ts";

interface ValueItem extends vscode.QuickPickItem {
  readonly value: ParameterValue;
}

/**
 * Asks the value of each parameter, one after the other in one box. What is typed is offered as each type it can be;
 * what was given last stands there already, so that Enter repeats it. Undefined when the user backs out.
 */
export async function askParameters(
  names: readonly string[],
  state: Pick<State, "get" | "set">,
): Promise<ParameterValues | undefined> {
  const values = new Map<string, ParameterValue>();
  for (let i = 0; i < names.length;) {
    const name = names[i] ?? "";
    const before = values.get(name) ?? remembered(state.get("parameters"), name);
    const answer = await askValue(name, { step: i + 1, of: names.length }, before);
    if (answer === undefined) return undefined;
    if (answer === "back") {
      i--;
      continue;
    }
    values.set(name, answer);
    i++;
  }
  await state.set("parameters", remembering(state.get("parameters"), values));
  return values;
}

function askValue(
  name: string,
  place: { readonly step: number; readonly of: number },
  before: ParameterValue | undefined,
): Promise<ParameterValue | "back" | undefined> {
  const input = vscode.window.createQuickPick<ValueItem>();
  input.title = `Value of :${name}`;
  input.step = place.step;
  input.totalSteps = place.of;
  input.placeholder = "Type a value, then choose its type";
  input.ignoreFocusOut = true;
  if (place.step > 1) input.buttons = [vscode.QuickInputButtons.Back];
  const offer = (text: string): void => {
    input.items = choicesFor(text, before).map((choice) => ({ ...choice, alwaysShow: true }));
  };
  input.value = before?.value ?? "";
  offer(input.value);
  return new Promise<ParameterValue | "back" | undefined>((resolve) => {
    input.onDidChangeValue(offer);
    input.onDidAccept(() => {
      const [item] = input.activeItems;
      // Whoever types and presses Enter at once is faster than the list.
      const isCurrent = item !== undefined && (item.value.value ?? "") === input.value;
      resolve(isCurrent || input.value === "" ? item?.value : choicesFor(input.value, before)[0]?.value);
    });
    input.onDidTriggerButton(() => resolve("back"));
    input.onDidHide(() => resolve(undefined));
    input.show();
  }).finally(() => input.dispose());
}
