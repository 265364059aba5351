import type { PwafError } from "../../core/base/errors.ts";
import type { PersonalToken } from "../../workspace/rest/types.ts";
import type { FoundToken } from "./knownPlaces.ts";

export type TokenNode =
  | { readonly kind: "group"; readonly group: "workspace" }
  | { readonly kind: "group"; readonly group: "files"; readonly found: readonly FoundToken[] }
  | { readonly kind: "token"; readonly token: PersonalToken }
  | { readonly kind: "found"; readonly found: FoundToken }
  | { readonly kind: "note"; readonly text: string }
  | { readonly kind: "error"; readonly error: PwafError };

export interface TokenText {
  readonly label: string;
  readonly description?: string;
  readonly icon: string;
  readonly isWarning?: true;
  /** For `viewItem` in `package.json`. */
  readonly context: string;
  /** What to know and to do, for the tooltip. */
  readonly advice?: string;
}

const day = 86_400_000;

/**
 * What a node says. Icons are codicons.
 * @param now epoch milliseconds.
 * @param home folder that is written `~`.
 */
export function tokenText(node: TokenNode, now: number, home: string): TokenText {
  switch (node.kind) {
    case "group":
      return node.group === "workspace"
        ? { label: "In the workspace", icon: "key", context: "group" }
        : { label: "In files, in the clear", icon: "files", context: "group" };
    case "token":
      return ownToken(node.token, now);
    case "found":
      return foundToken(node.found, home);
    case "note":
      return { label: node.text, icon: "info", context: "note" };
    case "error":
      return {
        label: node.error.message,
        icon: "warning",
        isWarning: true,
        context: "error",
        ...(node.error.hint === undefined ? {} : { advice: node.error.hint }),
      };
  }
}

function ownToken({ comment, expiresAt }: PersonalToken, now: number): TokenText {
  const label = comment ?? "No comment";
  if (expiresAt === undefined) {
    const advice = "It never expires: whoever finds it can use it for years. Make one with a lifetime and revoke this.";
    return { label, description: "never expires", icon: "warning", isWarning: true, context: "token", advice };
  }
  if (expiresAt <= now) return { label, description: "expired", icon: "circle-slash", context: "token" };
  const days = Math.ceil((expiresAt - now) / day);
  const left = days === 1 ? "expires within a day" : `expires in ${days} days`;
  return { label, description: left, icon: "key", context: "token" };
}

function foundToken({ path, line, kind }: FoundToken, home: string): TokenText {
  return {
    // A file of a project is told by its folder; of that, the path would leave nothing to read.
    label: path.startsWith(home)
      ? `~${slashes(path.slice(home.length))}`
      : slashes(path).split("/").slice(-2).join("/"),
    description: `line ${line + 1} · ${kind}`,
    icon: "warning",
    isWarning: true,
    context: "found",
    advice: `${path}\n\n${revoke}`,
  };
}

function slashes(path: string): string {
  return path.replaceAll("\\", "/");
}

const revoke =
  "Everybody who can read the file can use it. Revoke it in the workspace, then sign in by OAuth or keep the new one in secret storage.";
