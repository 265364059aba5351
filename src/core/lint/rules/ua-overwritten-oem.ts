import { sourceOf } from "../configOptions.ts";
import { defineRule } from "../rule.ts";

/** Headers of an incoming request, spread into those of an outgoing one. */
const forwarded = /(?:\.\.\.|\*\*)\s*(?:dict\(\s*)?(?:\w+\.)*(?:req|request|incoming|ctx|context)\.(?:raw\.)?headers\b/;

export const uaOverwrittenOem = defineRule({
  id: "ua-overwritten-oem",
  severity: "info",
  onByDefault: false,
  summary: "A platform passes on the headers of its callers and replaces their User-Agent by its own.",
  files: ["Python", "JavaScript", "TypeScript"],
  fix: "none",
  checkSite({ connector, options, userAgent, range }, context) {
    const headers = options.get("headers");
    if (connector !== "rest" || userAgent.status !== "set-valid" || !headers) return;
    if (!forwarded.test(sourceOf(headers, context.file.text))) return;
    const message =
      "The User-Agent of whoever calls is replaced here, so a product that runs on your platform is no longer seen. Keep its value and put yours behind it.";
    context.report(userAgent.definedAt?.path === undefined ? (userAgent.definedAt ?? range) : range, message);
  },
});
