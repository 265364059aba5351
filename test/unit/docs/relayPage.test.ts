import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { runInNewContext } from "node:vm";
import { encodeState, parseCallback } from "../../../src/workspace/auth/callback.ts";

const own = "vscode://pwaf-toolkit.pwaf-toolkit/auth/callback";

/** Opens the page with a query; gives where the browser goes and what the page says. */
async function open(search: string, webEditors: readonly string[] = []): Promise<{ to?: string; text: string }> {
  const html = await readFile(new URL("../../../docs/relay-page/index.html", import.meta.url), "utf8");
  const script = /<script>(.*)<\/script>/s.exec(html)?.[1] ?? "";
  const result: { to?: string; text: string } = { text: "" };
  const element = {
    set textContent(text: string) {
      result.text = text;
    },
  };
  runInNewContext(script.replace("const webEditors = [];", `const webEditors = ${JSON.stringify(webEditors)};`), {
    ...{ URL, URLSearchParams, TextDecoder, Uint8Array, atob },
    location: { search, replace: (to: string) => (result.to = to) },
    document: { getElementById: () => element },
  });
  return result;
}

const search = (callbackUrl: string) =>
  `?${new URLSearchParams({ code: "a+b/c=&d", state: encodeState({ nonce: "nonce", callbackUrl }), iss: "https://host/oidc" }).toString()}`;

describe("the relay page", () => {
  const forwarded: readonly [callbackUrl: string, webEditors?: readonly string[]][] = [
    [own],
    ["cursor://pwaf-toolkit.pwaf-toolkit/auth/callback"],
    ["windsurf://pwaf-toolkit.pwaf-toolkit/auth/callback?windowId=3"],
    ["http://127.0.0.1:8000/callback?a=1%2B2&b=x%20y"],
    ["https://vscode.dev/callback?vscode-reqid=5", ["vscode.dev"]],
    ["https://name-80.github.dev/callback?vscode-reqid=5", ["*.github.dev"]],
  ];
  for (const [callbackUrl, webEditors] of forwarded) {
    it(`sends the answer on to ${callbackUrl}`, async () => {
      const { to = "", text } = await open(search(callbackUrl), webEditors);
      assert.ok(to.startsWith(callbackUrl), to);
      assert.match(text, /Go on in the editor/);
      assert.deepEqual(parseCallback(new URL(to).search), {
        kind: "code",
        code: "a+b/c=&d",
        state: { nonce: "nonce", callbackUrl },
        issuer: "https://host/oidc",
      });
    });
  }

  const refused: readonly [what: string, search: string, webEditors?: readonly string[]][] = [
    ["no query", ""],
    ["no state", "?code=x"],
    ["a state that is none", "?code=x&state=%"],
    ["a state of somebody else", `?code=x&state=${Buffer.from('{"u":"vscode://a.b/"}').toString("base64url")}`],
    ["a state without an address", `?code=x&state=${encodeState({ nonce: "n" })}`],
    ["another extension", search("vscode://evil.extension/auth/callback")],
    ["another scheme", search("javascript:alert(1)")],
    ["data", search("data:text/html,x")],
    ["a page", search("https://evil.example/")],
    ["a page whose name begins like this machine", search("http://127.0.0.1.evil.example/")],
    ["credentials that look like this machine", search("http://127.0.0.1@evil.example/")],
    ["credentials", search("http://user:word@127.0.0.1/")],
    ["a web editor that is not named", search("https://vscode.dev/"), ["*.github.dev"]],
    ["a page whose name ends like a web editor", search("https://evilgithub.dev/"), ["*.github.dev"]],
  ];
  for (const [what, query, webEditors] of refused) {
    it(`goes nowhere with ${what}`, async () => {
      const { to, text } = await open(query, webEditors);
      assert.equal(to, undefined);
      assert.match(text, /belongs to no sign-in/);
    });
  }
});
