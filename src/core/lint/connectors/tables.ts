import { csharpConnectors, csharpUses } from "./csharp/index.ts";
import type { ConnectorFacts } from "./facts.ts";
import { goConnectors, goUses } from "./go/index.ts";
import { javascriptConnectors, javascriptUses } from "./javascript/index.ts";
import { jvmConnectors, jvmUses } from "./jvm/index.ts";
import { pythonConnectors, pythonUses } from "./python/index.ts";
import { shellConnectors, shellUses } from "./shell/index.ts";
import type { UseFacts } from "./uses.ts";

/** Every way to make or use a client that the analysis knows. */
export const connectors: readonly ConnectorFacts[] = [
  ...pythonConnectors,
  ...javascriptConnectors,
  ...jvmConnectors,
  ...goConnectors,
  ...csharpConnectors,
  ...shellConnectors,
];

/** Every other call of a client's API that some rule speaks about. */
export const uses: readonly UseFacts[] = [
  ...pythonUses,
  ...javascriptUses,
  ...jvmUses,
  ...goUses,
  ...csharpUses,
  ...shellUses,
];
