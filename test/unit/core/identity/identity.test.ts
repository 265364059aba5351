import assert from "node:assert/strict";
import { checkUserAgent, formatIdentity, isPlaceholder } from "../../../../src/core/identity/identity.ts";

describe("checkUserAgent", () => {
  const valid: readonly (readonly [string, string, string, string?])[] = [
    ["AcmePartner_DatEngProduct/3.5", "AcmePartner", "DatEngProduct", "3.5"],
    ["AcmePartner_DataConnector", "AcmePartner", "DataConnector"],
    ["Collate_OpenMetadata/1.5.0", "Collate", "OpenMetadata", "1.5.0"],
    ["A-c.me_Load_er.2/1.0.0-rc.1+b5", "A-c.me", "Load_er.2", "1.0.0-rc.1+b5"],
    ["a_b", "a", "b"],
  ];
  for (const [text, isv, product, version] of valid) {
    it(`takes ${text}`, () => {
      assert.deepEqual(checkUserAgent(text), {
        ok: true,
        identity: { isv, product, ...(version === undefined ? {} : { version }) },
      });
      assert.equal(formatIdentity({ isv, product, ...(version === undefined ? {} : { version }) }), text);
    });
  }

  it("takes the values of an OEM host, each well formed", () => {
    assert.equal(checkUserAgent("Acme_Loader/1.0 Partner_Tool/2.0").ok, true);
    assert.equal(checkUserAgent("Acme_Loader/1.0 requests/2.0").ok, false);
  });

  it("has no length limit", () => assert.equal(checkUserAgent(`Acme_${"x".repeat(100)}`).ok, true));

  const invalid: readonly (readonly [string, string])[] = [
    ["", "empty"],
    ["  ", "empty"],
    ["Acme+Product/1.0", "plus-separator"],
    ["Acme+My_Product/1.0", "plus-separator"],
    ["AcmeProduct/1.0", "no-separator"],
    ["acme-connector/2.0", "no-separator"],
    ["python-requests/2.31", "no-separator"],
    ["Acme Product/1.0", "space"],
    ["Mozilla/5.0 (X11; Linux)", "space"],
    ["Acme_Product/", "empty-part"],
    ["_Product/1", "empty-part"],
    ["Acme_/1", "empty-part"],
    ["Acme_Product/1.0/model=x", "extra-slash"],
    ["<isv-name>_<product-name>/<product-version>", "placeholder"],
    ["isv-name_product-name/1.0", "placeholder"],
    ["Acme_Prodüct/1", "character"],
    ["Acme_Product/1.0,x", "character"],
    ["-Acme_Product/1.0", "character"],
  ];
  for (const [text, reason] of invalid) {
    it(`refuses ${JSON.stringify(text)}: ${reason}`, () => {
      const check = checkUserAgent(text);
      assert.equal(check.ok ? "ok" : check.reason, reason);
    });
  }
});

describe("isPlaceholder", () => {
  for (const text of [
    "<isv>_<product>",
    "your-company_x/1",
    "AcmePartner_DataConnector/2.1.0",
    "isv-name_product-name",
  ]) {
    it(`is ${text}`, () => assert.ok(isPlaceholder(text)));
  }
  for (const text of ["Acme_Loader/1.2.0", "Yourself_App/1", "Acme_ProductNames/1", "Visv_Namer/1"]) {
    it(`is not ${text}`, () => assert.ok(!isPlaceholder(text)));
  }
});
