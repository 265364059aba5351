import { defineRule } from "../rule.ts";

export const uaUnsupportedZerobusTs = defineRule({
  id: "ua-unsupported-zerobus-ts",
  severity: "info",
  summary: "The Zerobus SDK for TypeScript has no option for a User-Agent, so what it writes is attributed to nobody.",
  files: ["JavaScript", "TypeScript"],
  fix: "none",
  checkSite({ facts, range }, context) {
    if (facts !== "zerobus/typescript") return;
    const message =
      "This SDK sends its own User-Agent and has no option for yours, so what it writes cannot be attributed to your product. Use the SDK for Python, Java, Go or Rust where attribution matters, or note the gap in your review.";
    context.report(range, message);
  },
});
