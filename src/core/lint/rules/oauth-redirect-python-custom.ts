import { defineRule } from "../rule.ts";
import { configOption, givenOption } from "../configOptions.ts";

/** A loopback address with a port, on a line that speaks about redirects. */
const redirect = /redirect[^\n]*?(https?:\/\/(?:localhost|127\.0\.0\.1)(?::\d+)?(?:\/[\w/-]*)?)/gi;

export const oauthRedirectPythonCustom = defineRule({
  id: "oauth-redirect-python-custom",
  severity: "info",
  onByDefault: false,
  summary:
    "A redirect address is written beside a browser sign-in of the Python SDK, which always uses `http://localhost:8020`.",
  files: ["Python"],
  fix: "none",
  checkSite({ connector, options }, context) {
    if (connector !== "python-sdk" || configOption(options, "auth_type")?.text !== "external-browser") return;
    if (!givenOption(options, "client_id")) return;
    for (const match of context.file.text.matchAll(redirect)) {
      const [whole, address = ""] = match;
      if (/:8020\/?$/.test(address)) continue;
      const end = match.index + whole.length;
      const message = `The Python SDK cannot be told a redirect address: a custom app must be registered with \`http://localhost:8020\`, not \`${address}\`.`;
      context.report({ start: end - address.length, end }, message);
    }
  },
});
