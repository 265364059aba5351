import assert from "node:assert/strict";
import { foundIdentity } from "../../../../src/core/identity/foundIdentity.ts";

describe("the identity that code gives itself", () => {
  it("is the most frequent one", () => {
    const found = foundIdentity(["Acme_Sync/1.0.0", "Acme_Loader/1.2.0", "Acme_Loader/1.2.0"]);
    assert.deepEqual(found, { isv: "Acme", product: "Loader", version: "1.2.0" });
  });

  it("is none where nothing says whose it is", () => {
    const nobodys = ["", "{isv}_{product}", "AcmePartner_DataPlatform/1.0", "<isv>_<product>/<version>", "my loader"];
    assert.equal(foundIdentity(nobodys), undefined);
  });
});
