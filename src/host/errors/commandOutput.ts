import { stripVTControlCharacters } from "node:util";

/** Characters that are kept of one command: errors stand at the end. */
const mostOfOne = 64_000;
/** Commands that are remembered for each terminal. */
const mostCommands = 8;

/** What a command in a terminal has printed so far, with the command in front. */
export interface CommandOutput {
  readonly command: string;
  add(data: string): void;
  /** Without control sequences; of a flood, the end. */
  text(): string;
}

/** What the last commands of one terminal have printed, so that a line of an error can be seen in its surroundings. */
export class CommandOutputs {
  readonly #outputs: CommandOutput[] = [];

  start(command: string): CommandOutput {
    let data = "";
    const output = {
      command,
      add: (more: string) => {
        data += more;
        // Cut rarely: each cut copies.
        if (data.length > 2 * mostOfOne) data = data.slice(-mostOfOne);
      },
      text: () => `${command}\n${stripVTControlCharacters(data).replaceAll("\r", "")}`,
    };
    this.#outputs.push(output);
    if (this.#outputs.length > mostCommands) this.#outputs.shift();
    return output;
  }

  /** The text of the newest command that has printed a line; empty when none has, or nothing is known of this terminal. */
  around(line: string): string {
    const wanted = line.trim();
    for (let index = this.#outputs.length - 1; index >= 0; index--) {
      const text = this.#outputs[index]?.text() ?? "";
      if (text.includes(wanted)) return text;
    }
    return "";
  }
}
