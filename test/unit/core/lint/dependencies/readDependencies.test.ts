import assert from "node:assert/strict";
import { nearestDependency } from "../../../../../src/core/lint/dependencies/nearest.ts";
import { readDependencies } from "../../../../../src/core/lint/dependencies/readDependencies.ts";
import { code } from "../samples.ts";

/** `name range`, then the pinned version or the lowest one, then what the range of the file holds. */
function show(path: string, text: string): string[] {
  return readDependencies(path, text).map(({ name, requested, exact, lowest, start, end }) => {
    const version = exact === undefined ? (lowest === undefined ? "any" : `from ${lowest}`) : `is ${exact}`;
    return `${name} | ${requested} | ${version} | ${text.slice(start, end)}`;
  });
}

describe("dependencies", () => {
  const files: readonly (readonly [path: string, text: string, expected: readonly string[]])[] = [
    [
      "requirements.txt",
      code`
      # comment
      -r other.txt
      databricks-sql-connector[pyarrow] >= 4.0.1, <5  # why
      Databricks_SDK==0.50.0 \
        --hash=sha256:abc
      wheel @ https://example.com/wheel.whl
      ./local
      plain; python_version < "3.12"
      stars==4.*`,
      [
        "databricks-sql-connector | >= 4.0.1, <5 | from 4.0.1 | databricks-sql-connector[pyarrow] >= 4.0.1, <5",
        "databricks-sdk | ==0.50.0 | is 0.50.0 | Databricks_SDK==0.50.0",
        "wheel |  | any | wheel @ https://example.com/wheel.whl",
        'plain |  | any | plain; python_version < "3.12"',
        "stars | ==4.* | from 4 | stars==4.*",
      ],
    ],
    ["requirements/dev.txt", "databricks-sdk>0.1\n", ["databricks-sdk | >0.1 | from 0.1 | databricks-sdk>0.1"]],
    [
      "pyproject.toml",
      code`
      [project]
      dependencies = ["databricks-sdk>=0.1,<1", 'b']
      [project.optional-dependencies]
      a = ["c==1"]
      [dependency-groups]
      dev = ["d>=2", { include-group = "a" }]
      [tool.poetry.dependencies]
      python = "^3.12"
      e = "~1.2"
      f = "*"`,
      [
        "databricks-sdk | >=0.1,<1 | from 0.1 | databricks-sdk>=0.1,<1",
        "b |  | any | b",
        "c | ==1 | is 1 | c==1",
        "d | >=2 | from 2 | d>=2",
        'e | ~1.2 | from 1.2 | e = "~1.2',
        'f |  | any | f = "*',
      ],
    ],
    [
      "setup.cfg",
      "[options]\ninstall_requires =\n    databricks-sdk>=0.2\n    # no\n    b\n",
      ["databricks-sdk | >=0.2 | from 0.2 | databricks-sdk>=0.2", "b |  | any | b"],
    ],
    [
      "setup.py",
      "setup(install_requires=[\n  'databricks-sdk>=1.0',\n  # 'no',\n])\n",
      ["databricks-sdk | >=1.0 | from 1.0 | databricks-sdk>=1.0"],
    ],
    [
      "package.json",
      '{"dependencies": {"@databricks/sql": "^1.9.0", "a": "1.2.3", "b": "*", "c": "file:../c", "d": "1.x"}}',
      [
        '@databricks/sql | ^1.9.0 | from 1.9.0 | "@databricks/sql": "^1.9.0"',
        'a | 1.2.3 | is 1.2.3 | "a": "1.2.3"',
        'b | * | any | "b": "*"',
        'd | 1.x | from 1 | "d": "1.x"',
      ],
    ],
    [
      "go.mod",
      "module x\n\nrequire github.com/a/b v1.2.3 // indirect\nrequire (\n\tx.org/y/v2 v2.0.1\n)\nreplace github.com/a/b => example.com/c v9.0.0\n",
      [
        "github.com/a/b | v1.2.3 | is 1.2.3 | github.com/a/b v1.2.3",
        "x.org/y/v2 | v2.0.1 | is 2.0.1 | x.org/y/v2 v2.0.1",
      ],
    ],
    [
      "pom.xml",
      "<project><properties><v>3.0.1</v></properties><dependencies><!-- <dependency/> --><dependency><groupId>com.databricks</groupId><artifactId>databricks-jdbc</artifactId><version>${v}</version></dependency></dependencies></project>",
      ["com.databricks:databricks-jdbc | 3.0.1 | is 3.0.1 | databricks-jdbc"],
    ],
    [
      "build.gradle.kts",
      'val sdk = "0.50.0"\ndependencies {\n  implementation("com.databricks:databricks-sdk-java:$sdk")\n  runtimeOnly("a:b:1.+")\n}\n',
      [
        "com.databricks:databricks-sdk-java | 0.50.0 | is 0.50.0 | com.databricks:databricks-sdk-java:$sdk",
        "a:b | 1.+ | from 1 | a:b:1.+",
      ],
    ],
    [
      "build.sbt",
      'libraryDependencies += "com.databricks" % "x" % "1.2"\n',
      ['com.databricks:x | 1.2 | is 1.2 | "com.databricks" % "x" % "1.2"'],
    ],
    [
      "gradle/libs.versions.toml",
      '[versions]\nd = "3.1"\n[libraries]\njdbc = { module = "com.databricks:databricks-jdbc", version.ref = "d" }\n',
      ["com.databricks:databricks-jdbc | 3.1 | is 3.1 | com.databricks:databricks-jdbc"],
    ],
    [
      "App.csproj",
      '<Project><ItemGroup><PackageReference Include="AdbcDrivers.Databricks" Version="1.1.7" /></ItemGroup></Project>',
      ["AdbcDrivers.Databricks | 1.1.7 | from 1.1.7 | AdbcDrivers.Databricks"],
    ],
    [
      "uv.lock",
      '[[package]]\nname = "databricks-sdk"\nversion = "0.1.2"\n',
      ["databricks-sdk | 0.1.2 | is 0.1.2 | databricks-sdk"],
    ],
    [
      "package-lock.json",
      '{"packages": {"node_modules/@databricks/sql": {"version": "1.9.0"}, "node_modules/a": {"version": "1.0.0"}}}',
      ["@databricks/sql | 1.9.0 | is 1.9.0 | @databricks/sql"],
    ],
    [
      "yarn.lock",
      '"@databricks/sql@^1.0.0":\n  version "1.9.0"\n',
      ["@databricks/sql | 1.9.0 | is 1.9.0 | @databricks/sql"],
    ],
    [
      "pnpm-lock.yaml",
      "packages:\n\n  '@databricks/sql@1.9.0':\n    resolution: x\n",
      ["@databricks/sql | 1.9.0 | is 1.9.0 | @databricks/sql"],
    ],
    [
      "Pipfile.lock",
      '{"default": {"databricks-sdk": {"hashes": ["x"], "version": "==0.2"}}}',
      ["databricks-sdk | 0.2 | is 0.2 | databricks-sdk"],
    ],
    ["notes.txt", "databricks-sdk==1\n", []],
  ];
  for (const [path, text, expected] of files)
    it(`are read from ${path}`, () => assert.deepEqual(show(path, text), expected));

  it("survive broken files", () => {
    for (const [path, text] of files)
      for (let end = 0; end < text.length; end += 3)
        assert.doesNotThrow(() => readDependencies(path, text.slice(0, end)));
  });
});

describe("nearest dependency", () => {
  const sdk = (version: string, isExact: boolean) =>
    readDependencies("requirements.txt", `databricks-sdk${isExact ? "==" : ">="}${version}\n`);
  const files = [
    { path: "/p/requirements.txt", dependencies: sdk("1.0", true) },
    { path: "/p/a/requirements.txt", dependencies: sdk("2.0", false) },
    { path: "/p/a/uv.lock", dependencies: sdk("2.5", true) },
    { path: "/p/b/requirements/dev.txt", dependencies: sdk("3.0", true) },
  ];
  const cases: readonly (readonly [path: string, expected: string | undefined])[] = [
    ["/p/x.py", "1.0"],
    ["/p/a/deep/x.py", "2.5"],
    ["/p/b/x.py", "3.0"],
    ["/p/ab/x.py", "1.0"],
    ["/q/x.py", undefined],
  ];
  for (const [path, expected] of cases)
    it(`of ${path} is ${expected ?? "none"}`, () => {
      assert.equal(nearestDependency(files, path, "pypi", "Databricks_SDK")?.exact, expected);
    });
});
