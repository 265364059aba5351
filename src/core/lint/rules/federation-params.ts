import { isAboutDatabricks } from "../patterns/around.ts";
import { defineRule } from "../rule.ts";

const exchange = "urn:ietf:params:oauth:grant-type:token-exchange";
/** Databricks takes types of its own as well, of which it documents no list. */
const tokenType = /^(?:urn:ietf:params:oauth:token-type:(?:jwt|id_token|access_token)$|urn:databricks:)/;

/** How far the parameters of one request stand apart. */
const reach = 500;

export const federationParams = defineRule({
  id: "federation-params",
  severity: "error",
  summary: "A token exchange with Databricks has a wrong or missing parameter.",
  files: ["all languages", "shell scripts"],
  fix: "none",
  pattern: {
    expression:
      /(?<![\w-])(?<name>subject_token|subject_token_type)["'`]?\s*(?:[:=,]|\]\s*=|=>)\s*(?:["'`](?<value>[^"'`\s&]*))?/g,
    words: ["subject_token"],
  },
  checkMatch(match, context) {
    const { text } = context.file;
    const { name, value = "" } = match.groups;
    if (!isAboutDatabricks(context.file)) return;
    const near = text.slice(Math.max(0, match.start - reach), match.end + reach);
    if (name === "subject_token_type") {
      if (value === "" || /[{$<%]/.test(value) || tokenType.test(decode(value))) return;
      const message =
        "This is no token type, so Databricks refuses the exchange. For an identity provider's JWT write `urn:ietf:params:oauth:token-type:jwt`.";
      context.report(match, message);
      return;
    }
    const grant = /(?<![\w-])grant_type["'`]?\s*(?:[:=,]|\]\s*=|=>)\s*["'`]?(?<grant>[A-Za-z][\w:.%-]*)/.exec(near);
    const written = decode(grant?.groups?.["grant"] ?? "");
    const isLiteral =
      grant !== null &&
      /["'`=]\s*$|["'`]/.test(grant[0].slice(10)) &&
      (written.startsWith("urn:") ||
        /^(?:client_credentials|token[_-]exchange|authorization_code|jwt-bearer)$/.test(written));
    if (isLiteral && written !== exchange) {
      const message = `A request with a \`subject_token\` is a token exchange, and Databricks refuses it under another \`grant_type\`. Write \`${exchange}\`.`;
      context.report(match, message);
    } else if (isLiteral && !near.includes("subject_token_type") && !/subjectTokenType/.test(near)) {
      const message =
        "A token exchange needs `subject_token_type`; Databricks refuses the request without it. Add `urn:ietf:params:oauth:token-type:jwt`.";
      context.report(match, message);
    }
  },
});

function decode(text: string): string {
  return text.replace(/%3A/gi, ":");
}
