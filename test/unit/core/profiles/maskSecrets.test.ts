import assert from "node:assert/strict";
import { maskSecrets } from "../../../../src/core/profiles/maskSecrets.ts";

const shown = (text: string) => maskSecrets(text)[0];
const dots = "••••••••";

describe("maskSecrets", () => {
  const cases: readonly (readonly [what: string, text: string, expected: string])[] = [
    ["a field", "[a]\ntoken = s3cret # mine\n", `[a]\ntoken = ${dots} # mine\n`],
    ["a field in quotes, in capitals", '[a]\r\n\tTOKEN: "s 3"\r\n', `[a]\r\n\tTOKEN: ${dots}\r\n`],
    [
      "what is commented out",
      "[a]\n# token = s3cret\n;;client_secret=s3cret  \n",
      `[a]\n# token = ${dots}\n;;client_secret=${dots}  \n`,
    ],
    ["what stands below a broken header", "[a\npassword = s3cret\n", `[a\npassword = ${dots}\n`],
    ["what stands before any header", "azure_client_secret = s3cret", `azure_client_secret = ${dots}`],
    [
      "a token that stands anywhere else",
      `[a]\nhost = https://x # ${"dapi" + "0a".repeat(16)}\n`,
      "[a]\nhost = https://x # <redacted>\n",
    ],
    [
      "nothing of what is empty or no secret",
      "[a]\ntoken =\nhost = https://a.b\n",
      "[a]\ntoken =\nhost = https://a.b\n",
    ],
  ];
  for (const [what, text, expected] of cases) it(`hides ${what}`, () => assert.equal(shown(text), expected));

  it("shows that a secret has changed, and that one has not", () => {
    const [before, after, back] = maskSecrets("[a]\ntoken = one\n", "[a]\ntoken = two\n", "[a]\ntoken = one\n");
    assert.notEqual(before, after);
    assert.equal(before, back);
  });
});
