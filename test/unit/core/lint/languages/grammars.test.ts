import assert from "node:assert/strict";
import treeSitter from "@vscode/tree-sitter-wasm";
import { engine } from "../samples.ts";

describe("grammars", () => {
  it("read Scala in pieces as they read it in one, wherever characters of two units fall", async () => {
    await engine.grammars.load("scala");
    const parser = new treeSitter.Parser();
    parser.setLanguage(engine.grammars.language("scala"));
    for (let shift = 0; shift < 4; shift++) {
      const text = `object A {\n  val a = "${"x".repeat(shift)}${"🧱".repeat(700)}"\n  def f: Int =\n    a.length\n}\n`;
      const whole = parser.parse(text);
      const pieces = engine.grammars.parse("scala", text);
      assert.equal(pieces.rootNode.toString(), whole?.rootNode.toString());
      assert.equal(pieces.rootNode.text, text);
      assert.ok(!pieces.rootNode.hasError);
      whole?.delete();
      pieces.delete();
    }
    parser.delete();
  });
});
