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
    const around = this.#around(terminal, line);
    const inLine = explain(line, { before: around });
    if (inLine.length > 0) return inLine.map((one) => linkTo(one, one.start, one.end - one.start));
    // Some are known by the lines before them only; they end in this one.
    return explain(around).flatMap((one) => {
      const end = around.slice(one.start, one.end).split("\n").at(-1) ?? "";
      const at = end === "" ? -1 : line.indexOf(end);
      return at >= 0 ? [linkTo(one, at, end.length)] : [];
    });
  }

  handleTerminalLink({ explanation }: ErrorLink): Promise<void> {
    return this.#show(explanation);
  }
}

function linkTo(explanation: Explanation, startIndex: number, length: number): ErrorLink {
  return { startIndex, length, tooltip: `Explain: ${explanation.title}`, explanation };
}
