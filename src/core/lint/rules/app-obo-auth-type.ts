import { defineRule } from "../rule.ts";
import { configOption, sdkConnectors, sourceOf } from "../configOptions.ts";
import { addKeyword } from "../keywordArgument.ts";

const header = /x[-_]forwarded[-_]access[-_]token/i;

export const appOboAuthType = defineRule({
  id: "app-obo-auth-type",
  severity: "error",
  summary:
    "A client made from the user's forwarded token does not say that it is a token, and clashes with the app's own credentials.",
  files: ["Python", "JavaScript", "TypeScript"],
  fix: "safe",
  checkSite(site, context) {
    const { connector, options, range } = site;
    const { text } = context.file;
    if (!sdkConnectors.has(connector) || options.open || configOption(options, "auth_type")) return;
    const token = configOption(options, "token");
    if (!token || token.kind === "null" || !isForwarded(sourceOf(token, text), text.slice(0, range.start))) return;
    const message =
      'In a Databricks App the client id and secret of the app are always in the environment, so a client with the user\'s token stops with “more than one authorization method configured”. Add `auth_type="pat"`.';
    const edit = addKeyword(context.file, site, token, 'auth_type="pat"');
    const fix = edit && { title: 'Add auth_type="pat"', edits: [edit], safe: true };
    context.report(token.range ?? range, message, fix ? { fix } : {});
  },
});

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
