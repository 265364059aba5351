import assert from "node:assert/strict";
import { check, code } from "./samples.ts";

/** What people are told to write must be what they can write. */
describe("messages", () => {
  const java = code`
    import com.databricks.sdk.WorkspaceClient;
    class A {
      WorkspaceClient w = new WorkspaceClient();
    }`;
  const python = code`
    from databricks.sdk import WorkspaceClient
    WorkspaceClient()`;

  const message = async (path: string, text: string, rule: string, options?: Parameters<typeof check>[2]) =>
    (await check(path, text, options)).findings.find((finding) => finding.rule === rule)?.message ?? "";

  it("name the parts of a User-Agent where a client takes them apart", async () => {
    assert.match(
      await message("A.java", java, "ua-missing-java-sdk"),
      /^This client sets no User-Agent, .* Pass `"Acme_Loader", "1\.2\.0"` to `UserAgent\.withProduct` once/,
    );
    assert.match(
      await message("a.py", python, "ua-missing-python-sdk"),
      /Pass `product="Acme_Loader", product_version="1\.2\.0"`\.$/,
    );
  });

  it("show the form where the project states no identity", async () => {
    assert.match(
      await message("a.py", python, "ua-missing-python-sdk", {}),
      /Pass `product="Isv_Product", product_version="1\.0\.0"`\.$/,
    );
  });

  it("name `pwaf.json` before any code that says the same", async () => {
    const text = code`
      from databricks import sql
      sql.connect(h, user_agent_entry="Acme_Loader/1.2.0")
      sql.connect(h, user_agent_entry="Acmee_Loader/1.2.0")`;
    assert.match(await message("a.py", text, "ua-inconsistent-isv"), /and `pwaf\.json` names it `Acme`/);
  });

  it("name the line that most say, where no `pwaf.json` does", async () => {
    const text = code`
      from databricks import sql
      sql.connect(h, user_agent_entry="Acme_Loader/1.2.0")
      sql.connect(h, user_agent_entry="Acme_Writer/1.2.0")
      sql.connect(h, user_agent_entry="Acmee_Loader/1.2.0")`;
    assert.match(await message("a.py", text, "ua-inconsistent-isv", {}), /and line 2 names it `Acme`/);
  });
});
