import assert from "node:assert/strict";
import { DisposableStore, toDisposable } from "../../../../src/core/base/disposable.ts";
import { Emitter } from "../../../../src/core/base/emitter.ts";
import { isCancelled, PwafError, wrapError } from "../../../../src/core/base/errors.ts";
import { redact } from "../../../../src/core/base/redact.ts";
import { applyEdits, LineIndex } from "../../../../src/core/base/text.ts";

describe("Disposable", () => {
  it("disposes in reverse order, once, and at once when already disposed", () => {
    const order: number[] = [];
    const store = new DisposableStore();
    store.add(toDisposable(() => order.push(1)));
    store.add(toDisposable(() => order.push(2)));
    store.dispose();
    store.dispose();
    store.add(toDisposable(() => order.push(3)));
    assert.deepEqual(order, [2, 1, 3]);
  });
});

describe("Emitter", () => {
  it("stops calling a listener that was disposed, also during a call", () => {
    const emitter = new Emitter<number>();
    const seen: number[] = [];
    const subscription = emitter.event((value) => seen.push(value));
    emitter.fire(1);
    subscription.dispose();
    emitter.fire(2);
    assert.deepEqual(seen, [1]);
  });
});

describe("wrapError", () => {
  it("adds what we were doing and keeps reason, hint and cause", () => {
    const cause = new PwafError("forbidden", "403 no USE CATALOG", { hint: "Ask the owner." });
    const error = wrapError("list schemas in main", cause);
    assert.deepEqual(
      [error.message, error.reason, error.hint, error.cause],
      ["Could not list schemas in main: 403 no USE CATALOG", "forbidden", "Ask the owner.", cause],
    );
  });

  it("reads things that are thrown without being an Error", () => {
    assert.equal(wrapError("run", { message: "StatusError" }).message, "Could not run: StatusError");
  });

  it("keeps a cancellation a cancellation", () => {
    assert.ok(isCancelled(wrapError("run", new DOMException("stop", "AbortError"))));
  });
});

describe("redact", () => {
  const hex = "0123456789abcdef".repeat(2);
  const secrets = [
    ["da", "pi", hex].join(""),
    ["do", "se", hex].join(""),
    `Authorization: Bearer ${hex}`,
    `https://host/callback?code=${hex}&state=abc`,
    ["eyJ", "hbGciOi.eyJ", "zdWIi.c2ln"].join(""),
    `grant_type=refresh_token&refresh_token=${hex}`,
  ];
  for (const secret of secrets) {
    it(`hides the secret in ${secret.slice(0, 24)}…`, () => {
      const text = redact(`before ${secret} after`);
      assert.ok(text.includes("<redacted>"), text);
      assert.ok(!text.includes(hex) && !text.includes("zdWIi"), text);
      assert.ok(text.startsWith("before ") && text.endsWith(" after"), text);
    });
  }

  it("leaves ordinary text alone", () => {
    const text = "GET /api/2.1/unity-catalog/catalogs 200 as dapper.user@example.test";
    assert.equal(redact(text), text);
  });
});

describe("LineIndex", () => {
  it("knows every kind of line end", () => {
    const index = new LineIndex("a\nb\r\nc\rd");
    assert.equal(index.lineCount, 4);
    assert.deepEqual(index.positionAt(2), { line: 1, character: 0 });
    assert.deepEqual(index.positionAt(5), { line: 2, character: 0 });
    assert.deepEqual(index.positionAt(7), { line: 3, character: 0 });
  });
});

describe("applyEdits", () => {
  it("applies in text order and drops an edit that overlaps the one before", () => {
    const edits = [
      { start: 4, end: 5, text: "E" },
      { start: 0, end: 2, text: "AB" },
      { start: 1, end: 3, text: "xx" },
    ];
    assert.equal(applyEdits("abcde", edits), "ABcdE");
  });
});
