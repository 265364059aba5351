import assert from "node:assert/strict";
import { code, siteTable } from "./samples.ts";

const ok = "set-valid Acme_Loader/1.2.0";

/** A class with a field, and a call that takes the User-Agent from it. */
const samples: readonly (readonly [name: string, text: string, ...sites: string[]])[] = [
  [
    "a data class, by its default and by what it was made with",
    code`
    from dataclasses import dataclass, field
    from databricks import sql
    @dataclass
    class Options:
        tag: str = field(default="Acme_Loader/1.2.0")
        other: str = "no agent"
    options = Options(other="Acme_Loader/1.2.0")
    sql.connect(h, p, t, user_agent_entry=options.tag)
    sql.connect(h, p, t, user_agent_entry=options.other)`,
    ok,
    ok,
  ],
  [
    "fields that are empty until something fills them",
    code`
    from typing import Optional
    from databricks import sql
    from pydantic_settings import BaseSettings
    class Settings(BaseSettings):
        tag: Optional[str] = None
        other: str = ""
    settings = Settings()
    sql.connect(h, p, t, user_agent_entry=settings.tag)
    sql.connect(h, p, t, user_agent_entry=settings.other)`,
    "unknown",
    "unknown",
  ],
  [
    "a member that subclasses fill",
    code`
    from databricks import sql
    class Base:
        tag = None
        def connect(self):
            return sql.connect(h, p, t, user_agent_entry=self.tag)
    class Loader(Base):
        tag = "Acme_Loader/1.2.0"`,
    "unknown",
  ],
  [
    "options without those that are nothing, and without some of them",
    code`
    from databricks import sql
    options = {"server_hostname": h, "user_agent_entry": "Acme_Loader/1.2.0", "access_token": t}
    given = {k: v for k, v in options.items() if v is not None}
    sql.connect(**given)
    some = {k: v for k, v in options.items() if k != "user_agent_entry"}
    sql.connect(**some)`,
    ok,
    "unknown",
  ],
];

describe("python sites: values of classes and dictionaries", () => {
  for (const [name, text, ...expected] of samples)
    it(name, async () => assert.deepEqual(await siteTable("sample.py", text), expected));
});
