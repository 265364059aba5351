import { defineRule } from "../rule.ts";
import { sourceOf } from "../configOptions.ts";

/** `cfg.authenticate`, or the header factory itself: `oauth_service_principal(cfg)`. */
const notWrapped = /^[\w.]+(?:\([^()]*\)\.\w+)*\.authenticate$|^(?:[\w.]+\.)?(?:oauth|azure)_service_principal\s*\(/;

const notWrappedFactory = /_service_principal\s*\(/;

/** Of an object that the file does not make, its name must say that it is a configuration of the SDK. */
const isConfig = /(?:cfg|conf|config|configuration|sdk|workspace(?:_?client)?)\.authenticate$|_service_principal\s*\(/i;

export const pythonCredentialsProviderShape = defineRule({
  id: "python-credentials-provider-shape",
  severity: "error",
  summary: "`credentials_provider` is given the function that makes headers, not one that returns it.",
  files: ["Python"],
  fix: "safe",
  checkSite({ connector, options }, context) {
    const name = connector === "sqlalchemy" ? "connect_args.credentials_provider" : "credentials_provider";
    const option = connector === "python-sql" || connector === "sqlalchemy" ? options.get(name) : undefined;
    if (!option?.value) return;
    const source = sourceOf(option, context.file.text);
    if (!notWrapped.test(source) || (option.kind !== "function" && !isConfig.test(source))) return;
    const message = `The connector calls \`credentials_provider()\` once and then what that returned for every request; here the first call already gives the headers, and it stops with “'dict' object is not callable”. Write \`lambda: ${source.replace(/\s+/g, " ")}\`.`;
    const { start } = option.value;
    // What an object of another file does in `authenticate` is known by its name only.
    const isSure = option.kind === "function" || notWrappedFactory.test(source);
    const edits = [{ start, end: start, text: "lambda: " }];
    context.report(option.value, message, { fix: { title: "Wrap it in a lambda", edits, safe: isSure } });
  },
});
