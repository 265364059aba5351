import type { TextEdit } from "../../base/text.ts";
import { defineRule } from "../rule.ts";
import type { SiteOption } from "../sites.ts";
import { configOption, isConfigOpen, sdkConnectors, sourceOf } from "../configOptions.ts";
import { addKeyword } from "../keywordArgument.ts";

const header = /x[-_]forwarded[-_]access[-_]token/i;

export const appOboAuthType = defineRule({
  id: "app-obo-auth-type",
  severity: "error",
  summary:
    "A client made from the user's forwarded token does not say that it is a token, and clashes with the app's own credentials.",
  files: ["Python", "JavaScript", "TypeScript", "Go", "Java", "Kotlin", "Scala"],
  fix: "suggestion",
  checkSite(site, context) {
    const { connector, options, range } = site;
    const { text } = context.file;
    if (!sdkConnectors.has(connector) || isConfigOpen(options) || configOption(options, "auth_type")) return;
    const token = configOption(options, "token");
    if (!token || token.kind === "null") return;
    const source = sourceOf(token, text);
    if (!isForwarded(source, text.slice(0, range.start)) && !givesForwarded(source, text)) return;
    const isScript = connector === "js-sdk";
    const argument = isScript ? 'authType: "pat"' : 'auth_type="pat"';
    const message = `In a Databricks App the client id and secret of the app are always in the environment, so a client with the user's token stops with “more than one authorization method configured”. Add \`${argument}\`.`;
    const edit = isScript ? addProperty(token, argument) : addKeyword(context.file, site, token, argument);
    const fix = edit && { title: `Add ${argument}`, edits: [edit], safe: !isScript && isRequired(source) };
    context.report(token.range ?? range, message, fix ? { fix } : {});
  },
});

/**
 * Whether Python stops where the header is not there: `headers["X-Forwarded-Access-Token"]`. On a developer's machine it is not, and a client
 * whose token is `None` signs in by a profile there, unless a method is named.
 */
function isRequired(source: string): boolean {
  return /\[\s*["']x-forwarded-access-token["']\s*\]$/i.test(source);
}

/** Behind the token, which stands in an object literal; one that comes from elsewhere has no place here. */
function addProperty({ range }: SiteOption, property: string): TextEdit | undefined {
  return range && { start: range.end, end: range.end, text: `, ${property}` };
}

/** Whether a value is the header, or a variable that was given the header last, in the same function or outside of any. */
function isForwarded(source: string, before: string): boolean {
  if (header.test(source)) return true;
  const name = /^[\w.]+$/.exec(source)?.[0];
  if (name === undefined || !header.test(before)) return false;
  const spelled = name.replaceAll(".", String.raw`\.`);
  const given = new RegExp(
    String.raw`^([ \t]*)(?:(?:const|let|var)[ \t]+)?${spelled}[ \t]*(?::[^=\n]+)?=(?!=)([^\n]*(?:\n\s[^\n]*)?)`,
    "gm",
  );
  const last = [...before.matchAll(given)].at(-1);
  if (!last) return false;
  const [whole, indent = "", value = ""] = last;
  const between = before.slice(last.index + whole.length);
  return header.test(value) && (indent === "" || !/^[ \t]*(?:async[ \t]+)?(?:def|function)\b/m.test(between));
}

/** Whether a value is a call of a function of this file that returns the header. */
function givesForwarded(source: string, text: string): boolean {
  const name = /^(?:await\s+)?(?:self\.|this\.)?(\w+)\([^()]*\)$/.exec(source)?.[1];
  if (name === undefined || !header.test(text)) return false;
  const made = new RegExp(
    String.raw`^([ \t]*)(?:export[ \t]+)?(?:(?:async[ \t]+)?(?:def|function)[ \t]+${name}\b|(?:const|let)[ \t]+${name}\b[^\n]*=>)[^\n]*(?:\n(?:\1[ \t]+[^\n]*|[ \t]*(?=\n)))*`,
    "m",
  ).exec(text);
  const lines = made?.[0].split("\n") ?? [];
  // What it does besides is not followed: the header must stand in what it returns.
  return lines.some((line) => header.test(line) && /\breturn\b|=>/.test(line));
}
