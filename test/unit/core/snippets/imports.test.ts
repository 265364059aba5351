import assert from "node:assert/strict";
import type { SnippetLanguage } from "../../../../src/core/snippets/languages.ts";
import { splitImports } from "../../../../src/core/snippets/imports.ts";
import { languageNames, programOf, snippetsOf } from "../../../connectors/snippetFiles.ts";

const python = "import os\nfrom urllib.parse import SplitResult, urlsplit\n\nfrom databricks import sql\n\nrun()\n";
const node = 'import { readFile } from "node:fs/promises";\nimport { DBSQLClient } from "@databricks/sql";\n\nrun();\n';
const shell = "#!/usr/bin/env bash\nset -euo pipefail\n\nrun\n";

/** The file once the imports of a snippet are in it. */
function withImports(language: SnippetLanguage, snippet: string, file: string): string {
  const { imports } = splitImports(language, snippet, file);
  return imports ? file.slice(0, imports.offset) + imports.text + file.slice(imports.offset) : file;
}

describe("imports of a snippet", () => {
  const cases: Readonly<Record<string, readonly [SnippetLanguage, snippet: string, file: string, after: string]>> = {
    "go to the file's others, one of them only in part": [
      "python",
      python,
      '"""Doc."""\nimport os, sys\nfrom urllib.parse import (\n    quote,\n    urlsplit,  # twice\n)\n\n\ndef main():\n    import os\n',
      '"""Doc."""\nimport os, sys\nfrom urllib.parse import (\n    quote,\n    urlsplit,  # twice\n)\nfrom urllib.parse import SplitResult\nfrom databricks import sql\n\n\ndef main():\n    import os\n',
    ],
    "go below the text that describes a module": [
      "python",
      "import os\n\nrun()\n",
      '#!/usr/bin/env python3\n"""Loads\norders."""\n\ntotal = 1\n',
      '#!/usr/bin/env python3\n"""Loads\norders."""\n\nimport os\n\ntotal = 1\n',
    ],
    "are left out when they are there, in other words": [
      "javascript",
      node,
      "import {\n  DBSQLClient,\n  LogLevel,\n} from '@databricks/sql'\nimport fs, { readFile } from 'node:fs'\nimport { readFile } from 'node:fs/promises'\n",
      "import {\n  DBSQLClient,\n  LogLevel,\n} from '@databricks/sql'\nimport fs, { readFile } from 'node:fs'\nimport { readFile } from 'node:fs/promises'\n",
    ],
    "go to the first of the file's, wherever that stands": [
      "typescript",
      node,
      '/* Licence */\n\n"use strict";\n\n/** Adds. */\nconst add = 1;\nimport late from "late";\n',
      '/* Licence */\n\n"use strict";\n\n/** Adds. */\nconst add = 1;\nimport late from "late";\nimport { readFile } from "node:fs/promises";\nimport { DBSQLClient } from "@databricks/sql";\n',
    ],
    "go to the top of a file without any": [
      "typescript",
      node,
      "/* Licence */\n\n/** Adds. */\nconst add = 1;\n",
      '/* Licence */\n\nimport { readFile } from "node:fs/promises";\nimport { DBSQLClient } from "@databricks/sql";\n\n/** Adds. */\nconst add = 1;\n',
    ],
    "stand together: one far below is not their place": [
      "python",
      "import os\n\nrun()\n",
      "import sys\n# and\nimport json\n\nx = 1\nimport late\n",
      "import sys\n# and\nimport json\nimport os\n\nx = 1\nimport late\n",
    ],
    "keep a file's line ends apart": [
      "python",
      "import os\n\nrun()\n",
      "import sys\r\nimport json\r\n\r\nx = 1\r\n",
      "import sys\r\nimport json\nimport os\r\n\r\nx = 1\r\n",
    ],
    "of a shell are how it starts and how strict it is": [
      "shellscript",
      shell,
      "#!/usr/bin/env bash\necho hello\n",
      "#!/usr/bin/env bash\nset -euo pipefail\necho hello\n",
    ],
    "of Java go below the package": [
      "java",
      "import java.util.List;\nimport java.util.Map;\n\nclass A {}\n",
      "package acme;\n\nclass B {}\n",
      "package acme;\n\nimport java.util.List;\nimport java.util.Map;\n\nclass B {}\n",
    ],
    "of Go go below a block of others, without the package": [
      "go",
      'package main\n\nimport (\n\t"fmt"\n\n\tsdk "example.test/sdk"\n)\n\nfunc run() {}\n',
      'package main\n\nimport (\n\t"fmt" // prints\n\t"os"\n)\n\nfunc main() {}\n',
      'package main\n\nimport (\n\t"fmt" // prints\n\t"os"\n)\nimport sdk "example.test/sdk"\n\nfunc main() {}\n',
    ],
  };
  for (const [name, [language, snippet, file, after]] of Object.entries(cases))
    it(name, () => assert.equal(withImports(language, snippet, file), after));

  it("leave the rest of the snippet", () => {
    assert.equal(splitImports("python", python, "x = 1\n").body, "run()\n");
    assert.equal(splitImports("typescript", node, "const x = 1;\n").body, "run();\n");
    assert.equal(splitImports("shellscript", shell, "echo\n").body, "run\n");
  });

  it("stay in the snippet for an empty file", () => {
    assert.deepEqual(splitImports("python", python, "\n"), { body: python, imports: undefined });
  });

  for (const language of languageNames)
    for (const [title, snippet] of snippetsOf(language))
      it(`are not repeated when “${title}” (${language}) is inserted again`, () => {
        const program = programOf(snippet, "https://host", "0123456789abcdef");
        const { body, imports } = splitImports(language, program, program);
        assert.equal(imports, undefined);
        assert.doesNotMatch(body, /^(?:import|from) /m);
        assert.ok(program.endsWith(body));
      });
});
