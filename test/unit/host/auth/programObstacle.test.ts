import assert from "node:assert/strict";
import { join, resolve } from "node:path";
import { programObstacle } from "../../../../src/host/auth/programObstacle.ts";

describe("programObstacle", () => {
  const home = resolve("/home/ada");
  const own = { trusted: true, home, configPath: join(home, ".databrickscfg"), folders: [join(home, "work")] };

  it("lets programs run that the user's own file names", () => {
    assert.equal(programObstacle(own), undefined);
    assert.equal(programObstacle({ ...own, folders: [] }), undefined);
    assert.equal(programObstacle({ ...own, folders: [home] }), undefined);
    assert.equal(programObstacle({ ...own, folders: [join(home, ".databrickscfg.d")] }), undefined);
  });

  it("runs none in a folder that is not trusted", () => {
    assert.match(programObstacle({ ...own, trusted: false }) ?? "", /not trusted/);
  });

  for (const folder of [join(home, "work"), join(home, "work", "deep")])
    it(`runs none that a file in an open folder names: ${folder}`, () => {
      const configPath = join(folder, ".databrickscfg");
      assert.match(programObstacle({ ...own, configPath }) ?? "", /in a folder that is open/);
    });
});
