import type { PwafError } from "../../core/base/errors.ts";
import type { Holder } from "../../core/connections/holders.ts";
import type { ConnectionOption } from "../../core/connections/options.ts";
import type { Connection } from "../../workspace/rest/types.ts";

export type ConnectionNode =
  | { readonly kind: "connections" }
  | { readonly kind: "connection"; readonly connection: Connection }
  | { readonly kind: "holders"; readonly connection: string }
  | { readonly kind: "holder"; readonly connection: string; readonly holder: Holder }
  | { readonly kind: "option"; readonly option: ConnectionOption }
  | { readonly kind: "fact"; readonly name: string; readonly value: string }
  | { readonly kind: "note"; readonly text: string }
  | { readonly kind: "error"; readonly error: PwafError };

export interface ConnectionText {
  readonly label: string;
  readonly description?: string;
  readonly icon: string;
  /** For `viewItem` in `package.json`. */
  readonly context: string;
  /** More than fits into a line. */
  readonly advice?: string;
}

/** What a node says that is no error. Icons are codicons. */
export function connectionText(node: Exclude<ConnectionNode, { readonly kind: "error" }>): ConnectionText {
  switch (node.kind) {
    case "connections":
      return { label: "Unity Catalog connections", icon: "plug", context: "connections" };
    case "connection": {
      const { name, type, comment, url } = node.connection;
      return {
        label: name,
        icon: type === "HTTP" ? "globe" : "database",
        context: type === "HTTP" ? "connection.http" : "connection",
        ...(type === undefined ? {} : { description: typeName(type) }),
        advice: [comment, url].filter((one) => one !== undefined).join("\n\n"),
      };
    }
    case "holders":
      return { label: "Who may use it", icon: "shield", context: "holders" };
    case "holder": {
      const { principal, by } = node.holder;
      const isHere = by.some(({ from }) => from === undefined);
      return {
        label: principal,
        description: by
          .map(({ privilege, from }) => (from ? `${privilege} from ${from.type.toLowerCase()}` : privilege))
          .join(", "),
        icon: principal.includes("@")
          ? "person"
          : /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(principal)
            ? "robot"
            : "organization",
        context: isHere ? "holder" : "holder.inherited",
      };
    }
    case "option": {
      const { name, value } = node.option;
      return value === undefined
        ? {
            label: name,
            description: "hidden",
            icon: "lock",
            context: "option",
            advice: "It may be a secret, so it is not shown.",
          }
        : { label: name, description: value, icon: "symbol-field", context: "option" };
    }
    case "fact":
      return { label: node.name, description: node.value, icon: "info", context: "fact" };
    case "note":
      return { label: node.text, icon: "info", context: "note" };
  }
}

/** `SQL_SERVER` as the catalog writes it. */
function typeName(type: string): string {
  return type.toLowerCase().replaceAll("_", " ");
}
