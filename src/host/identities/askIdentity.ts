import type { Identity } from "../../core/identity/identity.ts";
import { checkUserAgent, formatIdentity, isPlaceholder } from "../../core/identity/identity.ts";
import { askSteps } from "../platform/steps.ts";

export interface IdentityDefaults {
  /** Why it is asked; nothing where the user asked for it. */
  readonly reason: string | undefined;
  readonly isv: string | undefined;
  readonly product: string | undefined;
  readonly version: string | undefined;
  /** A manifest of the project that states a version, and that version. */
  readonly manifest: string | undefined;
  readonly manifestVersion: string | undefined;
}

export interface IdentityAnswer {
  readonly identity: Identity;
  /** Set when the version is the manifest's own, so that it is read from there. */
  readonly versionFrom: string | undefined;
}

/** Asks for company, product and version in three steps that show the User-Agent as it grows. */
export async function askIdentity(known: IdentityDefaults): Promise<IdentityAnswer | undefined> {
  const answers = await askSteps("Set product identity for the User-Agent", [
    {
      prompt: [known.reason, "Your company, as Databricks shall see it. The same for all your products."]
        .filter((text) => text !== undefined)
        .join(" "),
      placeholder: "Acme",
      value: known.isv ?? "",
      validate: (isv) => problem({ isv, product: "Product" }),
    },
    {
      prompt: ([isv]) => `Your product: ${isv ?? ""}_…`,
      placeholder: "DataLoader",
      value: known.product ?? "",
      validate: (product, [isv = ""]) => problem({ isv, product }),
    },
    {
      prompt: ([isv, product]) =>
        `Its version: ${isv ?? ""}_${product ?? ""}/…${known.manifest === undefined ? "" : ` (${known.manifest} says ${known.manifestVersion ?? ""})`}`,
      placeholder: "1.0.0",
      value: known.version ?? "1.0.0",
      validate: (version, [isv = "", product = ""]) => problem({ isv, product, version }),
    },
  ]);
  if (!answers) return undefined;
  const [isv = "", product = "", version = ""] = answers;
  return {
    identity: { isv, product, version },
    versionFrom: version === known.manifestVersion ? known.manifest : undefined,
  };
}

function problem(identity: Identity): string | undefined {
  const text = formatIdentity(identity);
  const check = checkUserAgent(text);
  if (!check.ok) return `“${text}” is no valid User-Agent: ${check.message.replaceAll("`", "")}.`;
  return isPlaceholder(text) ? "This is the documentation's example. Use your own name." : undefined;
}
