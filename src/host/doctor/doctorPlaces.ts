import { PwafError } from "../../core/base/errors.ts";
import type { Environment } from "../../core/environment/isolate.ts";
import { parseEnvironmentText } from "./environmentText.ts";
import { processEnvironment } from "./processEnvironment.ts";

/** A place whose environment can be looked at. */
export interface DoctorPlace {
  readonly id: string;
  readonly label: string;
  /** For sentences: `this editor`. */
  readonly name: string;
  /** @throws PwafError with what to do when it cannot be seen. */
  readonly environment: () => Promise<Environment>;
}

/** A terminal of the editor. */
export interface OpenTerminal {
  readonly name: string;
  readonly processId: number | undefined;
}

export interface PlaceSources {
  readonly editorEnvironment: Environment;
  readonly terminals: () => Promise<readonly OpenTerminal[]>;
  readonly clipboard: () => Promise<string>;
}

/** The editor, its terminals, and whatever environment was copied. */
export async function doctorPlaces({ editorEnvironment, terminals, clipboard }: PlaceSources): Promise<DoctorPlace[]> {
  const open = await terminals();
  return [
    {
      id: "editor",
      label: "This editor and its debugger",
      name: "this editor",
      environment: async () => editorEnvironment,
    },
    ...open.flatMap(({ name, processId }): DoctorPlace[] =>
      processId === undefined
        ? []
        : [
            {
              id: `terminal:${processId}`,
              label: `Terminal “${name}”, as it was started`,
              name: `terminal “${name}”`,
              environment: async () => (await processEnvironment(processId)) ?? unseen(name),
            },
          ],
    ),
    {
      id: "clipboard",
      label: "Environment on the clipboard",
      name: "the copied environment",
      environment: async () => parseEnvironmentText(await clipboard()) ?? nothingCopied(),
    },
  ];
}

function unseen(name: string): never {
  throw new PwafError("config", `The environment of terminal “${name}” cannot be seen from here.`, {
    hint: "Run pwaf doctor in it, or copy what env prints there and choose “Environment on the clipboard”.",
  });
}

function nothingCopied(): never {
  throw new PwafError("config", "There are no variables on the clipboard.", {
    hint: "Copy what env (in PowerShell: Get-ChildItem Env:) prints, and check again.",
  });
}
