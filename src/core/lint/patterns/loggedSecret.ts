import type { TextRange } from "../../base/text.ts";

/** Names that hold a secret and nothing else. Counts, expiry times and types of tokens have other names. */
const secretName =
  /(?<![\w$!]|\b(?:if|not|unless|elif)\s+)(?:[A-Za-z_$][\w$]*(?:\(\))?\??\.)*(?<name>(?:[A-Za-z]+_)?(?:access|refresh|bearer|oauth|databricks|dbx|pat|subject|db)_?token|(?:[a-z]+)?(?:Access|Refresh|Bearer|OAuth|Databricks)Token|(?:access|refresh|bearer|databricks)Token|client_?secret|[a-z]*[cC]lientSecret|(?:Access|Refresh)Token|ClientSecret|pat|token|authorization)(?![\w$]|\s*(?:\(|=[^=>]|:=|is\b|==|!=|\?|in\b|and\b|!==|===|&&|\|\|))(?!\??[.[])/g;

/** How languages read a variable of the environment, up to its name. */
const lookup =
  /(?<![\w$.])(?:os\.environ(?:\.get\(|\[)|os\.getenv\(|os\.Getenv\(|System\.getenv\(|Environment\.GetEnvironmentVariable\(|process\.env(?:\.|\[))/g;

/** The name of a variable that holds a secret, with nothing behind the lookup that takes a part of it or compares it. */
const secretVariable =
  /^(?:\s*["'`](?<quoted>[A-Z][A-Z0-9_]*(?:TOKEN|SECRET|PASSWORD))["'`]\s*(?:,[^(),]*)?[)\]]|(?<plain>[A-Z][A-Z0-9_]*(?:TOKEN|SECRET|PASSWORD)))\s*(?=[,)}+]|$)/m;

/** Calls that show what they are given; all others turn it into something else: `len(token)`, `mask(token)`. */
const transparent = /^(?:str|repr|String|format|json\.dumps|JSON\.stringify|toString|Bearer)?$/;

/** Longest call that is looked at. */
const reach = 600;

/** A call up to the line that ends with its parenthesis; arguments before the last one end with a comma. */
const wholeCall = /[^]{0,600}?\)[;{]?[ \t\r]*$/my;

/** Whether a call's text holds a word of a secret at all: a quick look, as most calls that log something do not. */
export function mayExposeSecret(text: string, start: number): boolean {
  wholeCall.lastIndex = start;
  const call = wholeCall.exec(text)?.[0] ?? text.slice(start, start + reach);
  return /oken|ecret|TOKEN|SECRET|PASSWORD|uthorization|\bpat\b/.test(call);
}

/**
 * The first secret that a call's arguments show as it is. `start` is just behind the opening parenthesis. Texts count only for what is put
 * into them; arguments of further calls count only where the call shows them.
 */
export function exposedSecret(text: string, start: number): (TextRange & { name: string }) | undefined {
  const code = visibleCode(text, start);
  for (const match of code.matchAll(secretName)) {
    const name = match.groups?.["name"] ?? "";
    const at = match.index + match[0].length - name.length;
    if (!isKey(code, match.index, at + name.length) && isShown(code, match.index))
      return { name, start: start + at, end: start + at + name.length };
  }
  for (const match of code.matchAll(lookup)) {
    // In plain texts there are no lookups, so that the name is read from the text itself.
    const behind = start + match.index + match[0].length;
    const variable = secretVariable.exec(text.slice(behind, behind + reach));
    const name = variable?.groups?.["quoted"] ?? variable?.groups?.["plain"];
    if (
      name === undefined ||
      !/(?:^|[(,{+:=])\s*$/.test(text.slice(start, start + match.index)) ||
      !isShown(code, match.index)
    )
      continue;
    const at = behind + text.slice(behind).indexOf(name);
    return { name, start: at, end: at + name.length };
  }
  const header = /(?<![\w$])[\w.]*headers(?:\[\s*(["'])\1\s*\]|\.get\()?/.exec(code);
  const key =
    header &&
    /^(?:\[\s*|\.get\(\s*)["'](?:Authorization|authorization)["']/.exec(
      text.slice(start + header.index + header[0].replace(/[[.].*$/, "").length),
    );
  return header && key && isShown(code, header.index)
    ? {
        name: "Authorization",
        start: start + header.index,
        end: start + header.index + header[0].replace(/[[.].*$/, "").length,
      }
    : undefined;
}

/** The arguments up to the closing parenthesis, with plain text blanked: holes of templates stay, as long as they are. */
function visibleCode(text: string, start: number): string {
  let code = "";
  let depth = 1;
  for (let at = start; at < text.length && at < start + reach && depth > 0;) {
    const sign = text.charAt(at);
    if (sign === '"' || sign === "'" || sign === "`") {
      const literal = readLiteral(text, at);
      code += literal.shown;
      at = literal.end;
      continue;
    }
    if (sign === "(") depth++;
    if (sign === ")") depth--;
    if (depth > 0) code += sign;
    at++;
  }
  return code;
}

function readLiteral(text: string, start: number): { shown: string; end: number } {
  const quote = /^(?:"""|'''|["'`])/.exec(text.slice(start, start + 3))?.[0] ?? '"';
  const prefix = /[A-Za-z$@]*$/.exec(text.slice(Math.max(0, start - 3), start))?.[0] ?? "";
  const isTemplate = /[fFsS$]/.test(prefix) || quote === "`";
  let shown = quote;
  let at = start + quote.length;
  while (at < text.length && at < start + reach && !text.startsWith(quote, at)) {
    const hole = isTemplate || text.startsWith("${", at) ? /^\$?\{([^{}]*)\}/.exec(text.slice(at, at + 200)) : null;
    const size = hole ? hole[0].length : text[at] === "\\" ? 2 : 1;
    shown += hole
      ? hole[0]
          .replace(/^\$?\{/, (open) => " ".repeat(open.length))
          .replace(/(?:![rsa]|:[^}]*)?\}$/, (close) => " ".repeat(close.length))
          .replace(/(["'])([^"']*)\1/g, (_, sign: string, inner: string) => sign + " ".repeat(inner.length) + sign)
      : " ".repeat(size);
    at += size;
  }
  return { shown: shown + quote, end: at + quote.length };
}

/** Whether a name is only the key of what is shown: `{ token: token ? "set" : "none" }`. */
function isKey(code: string, start: number, end: number): boolean {
  return /^\s*:(?!:)/.test(code.slice(end)) && /[{,]\s*$/.test(code.slice(0, start));
}

/** Whether no call stands between the arguments and a name, but for those that show what they are given. */
function isShown(code: string, at: number): boolean {
  let depth = 0;
  for (let index = at - 1; index >= 0; index--) {
    if (code[index] === ")") depth++;
    if (code[index] !== "(" || depth-- > 0) continue;
    depth = 0;
    const callee = /[\w.$]*$/.exec(code.slice(0, index))?.[0] ?? "";
    if (!transparent.test(callee) && !/\.format$/.test(callee)) return false;
  }
  return true;
}
