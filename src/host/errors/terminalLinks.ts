import type { CancellationToken, Terminal, TerminalLinkContext, TerminalLinkProvider } from "vscode";
import type { Explanation } from "../../core/errors/explain.ts";
import { explain } from "../../core/errors/explain.ts";

/** Longer lines are data. */
const longestLine = 4000;

/** A `TerminalLink` and what it leads to. */
export interface ErrorLink {
  readonly startIndex: number;
  readonly length: number;
  readonly tooltip: string;
  readonly explanation: Explanation;
}

/** Underlines known errors in terminals. */
export class ErrorLinks implements TerminalLinkProvider<ErrorLink> {
  readonly #isOn: () => boolean;
  readonly #around: (terminal: Terminal, line: string) => string;
  readonly #show: (explanation: Explanation) => Promise<void>;

  constructor(
    isOn: () => boolean,
    around: (terminal: Terminal, line: string) => string,
    show: (explanation: Explanation) => Promise<void>,
  ) {
    this.#isOn = isOn;
    this.#around = around;
    this.#show = show;
  }

  provideTerminalLinks({ terminal, line }: TerminalLinkContext, _token: CancellationToken): ErrorLink[] {
    if (!this.#isOn() || line.length > longestLine || line.trim() === "") return [];
    return explain(line, { before: this.#around(terminal, line) }).map((explanation) => ({
      startIndex: explanation.start,
      length: explanation.end - explanation.start,
      tooltip: `Explain: ${explanation.title}`,
      explanation,
    }));
  }

  handleTerminalLink({ explanation }: ErrorLink): Promise<void> {
    return this.#show(explanation);
  }
}
