import type { LanguageFamily } from "../connectors/facts.ts";
import { csharp } from "./csharp/csharp.ts";
import type { Grammar } from "./expression.ts";
import type { GrammarName } from "./fileKinds.ts";
import { go } from "./go/go.ts";
import { javascript } from "./javascript.ts";
import { java } from "./jvm/java.ts";
import { kotlin } from "./jvm/kotlin.ts";
import { scala } from "./jvm/scala.ts";
import { python } from "./python.ts";

export interface Reading {
  readonly family: LanguageFamily;
  readonly grammar: Grammar;
}

/** How each grammar of tree-sitter is read into the neutral words of the analysis. */
export const readings: Readonly<Partial<Record<GrammarName, Reading>>> = {
  python: { family: "python", grammar: python },
  javascript: { family: "javascript", grammar: javascript },
  typescript: { family: "javascript", grammar: javascript },
  tsx: { family: "javascript", grammar: javascript },
  go: { family: "go", grammar: go },
  java: { family: "jvm", grammar: java },
  kotlin: { family: "jvm", grammar: kotlin },
  scala: { family: "jvm", grammar: scala },
  "c-sharp": { family: "csharp", grammar: csharp },
};
