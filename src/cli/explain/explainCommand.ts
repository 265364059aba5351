import { explain } from "../../core/errors/explain.ts";
import { explanationLines } from "../../core/errors/text.ts";
import type { CommandIo } from "../io.ts";
import { exitCode } from "../io.ts";
import { paintFor } from "../lint/report/text.ts";
import { explainUsage, readExplainOptions } from "./options.ts";

/** `pwaf explain`: 0 explained, 1 nothing in it is known, 2 could not run. */
export async function explainCommand(args: string[], io: CommandIo): Promise<number> {
  const options = readExplainOptions(args);
  if (!options) {
    io.out(explainUsage);
    return exitCode.clean;
  }
  const text = options.text ?? (await io.readInput()).toString("utf8");
  const explanations = explain(text, { described: true });
  if (options.format === "json") {
    const known = explanations.map(({ id, title, found, cause, fix, rule }) => ({
      id,
      title,
      found,
      cause,
      fix,
      rule,
    }));
    io.out(`${JSON.stringify({ version: 1, explanations: known }, undefined, 2)}\n`);
  } else if (explanations.length === 0) {
    io.out("Nothing in this text is an error that is known here. docs/errors.md lists those that are.\n");
  } else {
    const paint = paintFor(io.isTerminal, io.env);
    const blocks = explanations.map((one) => {
      const [title = "", ...lines] = explanationLines(one);
      return `${[paint(title, "bold"), ...lines].join("\n")}\n`;
    });
    io.out(blocks.join("\n"));
  }
  return explanations.length === 0 ? exitCode.findings : exitCode.clean;
}
