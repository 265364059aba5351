import assert from "node:assert/strict";
import type { EditorProxy } from "../../../../src/workspace/http/editorProxy.ts";
import { editorProxyFor } from "../../../../src/workspace/http/editorProxy.ts";

const url = new URL("https://a.example.com");

describe("Proxy of the editor", () => {
  const cases: readonly (readonly [what: string, Partial<EditorProxy>, environment: Record<string, string>, string])[] =
    [
      ["is none by default", {}, {}, ""],
      ["is the setting", { proxy: "http://s:1" }, { HTTPS_PROXY: "http://e:1" }, "http://s:1/"],
      ["is the variable without the setting", {}, { HTTPS_PROXY: "http://e:1" }, "http://e:1/"],
      [
        "is left out for exceptions of the setting",
        { proxy: "http://s:1", noProxy: ["b.com", "*.example.com"] },
        {},
        "",
      ],
      ["is left out for exceptions of the variable", { proxy: "http://s:1" }, { NO_PROXY: "a.example.com" }, ""],
      ["is none when switched off", { proxy: "http://s:1", support: "off" }, { HTTPS_PROXY: "http://e:1" }, ""],
    ];
  for (const [what, settings, environment, expected] of cases) {
    it(what, () => {
      assert.equal(
        editorProxyFor(url, { proxy: "", noProxy: [], support: "override", ...settings }, environment),
        expected,
      );
    });
  }
});
