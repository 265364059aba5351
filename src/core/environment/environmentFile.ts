import { LineIndex } from "../base/text.ts";
import { readDotenv } from "../lint/environment/dotenv.ts";
import { readEnvironments } from "../lint/environment/fromLeaves.ts";
import { jsonLeaves } from "../lint/settings/jsonLeaves.ts";
import { below } from "../lint/settings/leaf.ts";

/** A file that gives variables to some process, or would if a program loaded it. */
export interface EnvironmentFile {
  /** For people: `.env`, `launch.json, “Run tests”`. */
  readonly label: string;
  readonly path: string;
  /** How its values get into a process. */
  readonly loadedBy: string;
  /** True when its values replace those that a process has already; loaders of `.env` files leave them alone. */
  readonly replaces: boolean;
  readonly variables: readonly { readonly name: string; readonly value: string; readonly line: number }[];
}

/** Files of a project that may give a program variables, relative to its folder. */
export const environmentFileNames = [
  ".env",
  ".env.local",
  ".databricks.env",
  // Databricks' own extension writes it.
  ".databricks/.databricks.env",
  ".vscode/launch.json",
  ".vscode/settings.json",
] as const;

/**
 * The variables that a file gives, one entry for each process it gives them to.
 * @param label the file's path for people.
 */
export function readEnvironmentFile(path: string, label: string, text: string): EnvironmentFile[] {
  const lines = new LineIndex(text);
  const file = (name: string, loading: Loading, variables: readonly Variable[]): EnvironmentFile => ({
    label: name,
    path,
    ...loading,
    variables: variables.map(({ name, value, start }) => ({ name, value, line: lines.positionAt(start).line + 1 })),
  });
  const files = (): EnvironmentFile[] => {
    if (/launch\.json$/.test(path)) {
      return readEnvironments("launch", jsonLeaves(text)).map((block) =>
        file(`${label}, ${block.label.replace(/^L/, "l")}`, byDebugger, block.variables),
      );
    }
    if (/settings\.json$/.test(path)) return [file(`${label}, terminal`, byTerminal, terminalVariables(text))];
    return readDotenv(path, text).map((block) => file(label, byProgram, block.variables));
  };
  return files().filter(({ variables }) => variables.length > 0);
}

type Loading = Pick<EnvironmentFile, "loadedBy" | "replaces">;

const byDebugger: Loading = { loadedBy: "The debugger sets it", replaces: true };
const byTerminal: Loading = { loadedBy: "New terminals of the editor get it", replaces: true };
const byProgram: Loading = { loadedBy: "Programs and the Python extension load it", replaces: false };

interface Variable {
  readonly name: string;
  readonly value: string;
  readonly start: number;
}

/** `terminal.integrated.env.linux` and its siblings. */
function terminalVariables(text: string): Variable[] {
  const leaves = jsonLeaves(text);
  return ["linux", "osx", "windows"].flatMap((system) =>
    below(leaves, [`terminal.integrated.env.${system}`]).map(({ path, value, keyRange }) => ({
      name: path.join("."),
      value,
      start: keyRange.start,
    })),
  );
}
