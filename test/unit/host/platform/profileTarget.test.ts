import assert from "node:assert/strict";
import { profileOf } from "../../../../src/host/platform/profileTarget.ts";
import { profile } from "../doctor/doctorBed.ts";

describe("the profile that a command is called for", () => {
  const dev = profile({ host: "https://dev.cloud.databricks.com" });

  it("is that of the node or button", () => {
    assert.equal(profileOf([{ profile: dev }]), dev);
    assert.equal(profileOf([{ profile: dev }, [{ profile: dev }]]), dev);
  });

  it("is none in particular from the command palette, and where there is none yet", () => {
    assert.equal(profileOf([]), undefined);
    assert.equal(profileOf([{}]), undefined);
  });

  it("is never a guess: a node that was drawn anew while it was clicked comes as undefined", () => {
    assert.throws(() => profileOf([undefined]), { reason: "conflict" });
    assert.throws(() => profileOf([undefined, []]), { reason: "conflict" });
  });
});
