import assert from "node:assert/strict";
import { lintPath } from "../../../../src/host/lint/lintedFiles.ts";

describe("lintPath", () => {
  const cases: readonly (readonly [scheme: string, path: string, languageId: string, expected: string | undefined])[] =
    [
      ["file", "/p/a.py", "python", "/p/a.py"],
      ["file", "/p/.env", "plaintext", "/p/.env"],
      ["file", "/p/.env.local", "dotenv", "/p/.env.local"],
      ["untitled", "Untitled-1", "python", "Untitled-1.py"],
      ["untitled", "Untitled-1", "typescriptreact", "Untitled-1.tsx"],
      ["file", "/p/script", "python", "/p/script.py"],
      ["file", "/p/types.d.ts", "typescript", undefined],
      ["file", "/p/README.md", "markdown", undefined],
      ["git", "/p/a.py", "python", undefined],
      ["output", "pwaf", "log", undefined],
      ["file", "/p/node_modules/x/a.py", "python", undefined],
      ["file", "/p/.venv/lib/a.py", "python", undefined],
    ];
  for (const [scheme, path, languageId, expected] of cases) {
    it(`${scheme}:${path} (${languageId})`, () => {
      assert.equal(lintPath({ uri: { scheme, path }, languageId }), expected);
    });
  }
});
