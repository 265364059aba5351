import type { LanguagePart, Piece } from "./plan.ts";
import { requiredVariables } from "./plan.ts";
import type { GoProject } from "./project.ts";

/** An internal package for the client, and a command that checks it. */
export function goPart({ module }: GoProject, piece: Piece): LanguagePart {
  const name = `databricks${piece.variant.join("")}`;
  const folder = `internal/${name}`;
  const checkFolder = `cmd/${["databricks", ...piece.variant, "check"].join("-")}`;
  const { connection, operations } = splitProgram(piece, name);
  return {
    files: [
      { path: `${folder}/config.go`, text: configText(piece, name), purpose: "identity and settings" },
      { path: `${folder}/connection.go`, text: connection, purpose: "sign-in and connection" },
      { path: `${folder}/operations.go`, text: operations, purpose: "what the product does in Databricks" },
      {
        path: `${checkFolder}/main.go`,
        text: checkText(`${module}/${folder}`, name),
        purpose: "says whether it works",
      },
      { path: `${folder}/databricks_test.go`, text: testText(piece, name), purpose: "tests" },
    ],
    connection: `${folder}/connection.go`,
    check: { command: ["go", "run", `./${checkFolder}`], alone: false },
    test: `go test ./${folder}`,
  };
}

function configText(piece: Piece, packageName: string): string {
  return `// Package ${packageName} connects the product to Databricks.
package ${packageName}

import (
	"fmt"
	"os"
	"strings"
)

// userAgent is <company>_<product>/<version>. Databricks counts the product's use by it.
const userAgent = "${piece.userAgent}"

// required are the environment variables of one way to sign in. Those of another must not be set beside them.
var required = []string{
${requiredVariables(piece)
  .map((name) => `\t"${name}",`)
  .join("\n")}
}

// MissingSettings are the names of required environment variables that are not set.
func MissingSettings() []string {
	var missing []string
	for _, name := range required {
		if strings.TrimSpace(os.Getenv(name)) == "" {
			missing = append(missing, name)
		}
	}
	return missing
}

// checkSettings is an error that names what is missing, and nil when everything is there.
func checkSettings() error {
	if missing := MissingSettings(); len(missing) > 0 {
		return fmt.Errorf("not set: %s; see ${piece.example}", strings.Join(missing, ", "))
	}
	return nil
}
`;
}

/** What the functions are for that other files of the package call; settings are checked by those that come first. */
const exported: Readonly<Record<string, { readonly comment: string; readonly checks?: string }>> = {
  connect: { comment: "Connect opens a pool of connections; whoever asks for it closes it.", checks: "nil, err" },
  workspace: { comment: "Workspace is the workspace's client, signed in.", checks: "nil, err" },
  lakebase: { comment: "Lakebase is a pool of connections to the database; whoever asks for it closes it." },
  call: { comment: "Call reads from the workspace's API.", checks: "err" },
};

/** Takes the program apart: what makes the connection, and what its main function does with it. */
function splitProgram(
  { program, fields }: Piece,
  packageName: string,
): { readonly connection: string; readonly operations: string } {
  const start = program.search(/^func main\(\)/m);
  let connection = program
    .slice(0, start)
    .replace(/^package main\s+/, "")
    .replace(/^import \([^)]*\)\s*/m, "")
    .replace(/^const userAgent = .*\s*/m, "")
    .replace(/^\/\/ setting is [^]*?\n}\n\s*/m, "");
  // Settings are checked before they are read; those that may be left out have a default.
  connection = connection.replace(/\bsetting\("(\w+)", ("[^"\n]*")\)/g, (_, name: string, fallback: string) =>
    fields.some(({ variable, isOptional }) => variable === name && isOptional)
      ? `cmp.Or(os.Getenv("${name}"), ${fallback})`
      : `os.Getenv("${name}")`,
  );
  let use = program
    .slice(start)
    .replace(/^func main\(\) \{\n([^]*)\n\}\s*$/, "$1")
    .replace(/^\tctx := context\.Background\(\)\n/m, "")
    .replaceAll("context.Background()", "ctx")
    .replaceAll("log.Fatal(err)", 'return "", err')
    .replace(/fmt\.Println\((.*)\)$/, "return $1, nil");
  for (const [name, { comment, checks }] of Object.entries(exported)) {
    const called = new RegExp(`(?<![\\w.])${name}\\(`);
    if (!called.test(use)) continue;
    const capital = name.slice(0, 1).toUpperCase() + name.slice(1);
    const check = checks === undefined ? "" : `\tif err := checkSettings(); err != nil {\n\t\treturn ${checks}\n\t}\n`;
    connection = connection.replace(
      new RegExp(`^(?:// ${name} .*\\n)?func ${name}(\\(.*\\{\\n)`, "m"),
      (_, rest: string) => `// ${comment}\nfunc ${capital}${rest}${check}`,
    );
    use = use.replace(called, `${capital}(`);
  }
  const operations = `// CurrentUser is who Databricks takes this program for. The product's own queries and calls go beside it.
func CurrentUser(${/\bctx\b/.test(use) ? "ctx" : "_"} context.Context) (string, error) {
${use}
}
`;
  return {
    connection: `package ${packageName}\n\n${importsFor(program, connection)}\n${connection.trim()}\n`,
    operations: `package ${packageName}\n\n${importsFor(program, operations, '\t"context"')}\n${operations}`,
  };
}

/** The import block of the program, without what the code does not use; `own` are lines that the code needs besides. */
function importsFor(program: string, code: string, own = ""): string {
  const block = /^import \(\n([^)]*)\)/m.exec(program)?.[1] ?? "";
  const lines = block.split("\n").filter((line) => {
    const [, alias, path = ""] = /^\t(?:(\w+) )?"([^"]+)"/.exec(line) ?? [];
    return path === "" || new RegExp(`(?<![\\w.])${alias ?? packageNameOf(path)}\\.`).test(code);
  });
  const all = own === "" || lines.includes(own) ? lines : [own, ...lines];
  const text = all.join("\n").replace(/^\n+|\n+$/g, "");
  return text.includes("\n") ? `import (\n${text}\n)\n` : `import ${text.trim()}\n`;
}

/** What a package is called that is imported without a name: the version and `-go` of its path are no part of it. */
function packageNameOf(path: string): string {
  const name = path.replace(/\/v\d+$/, "").replace(/^.*\//, "");
  return name === "databricks-sdk-go" ? "databricks" : name;
}

function checkText(path: string, packageName: string): string {
  return `// Says whether the product reaches Databricks.
package main

import (
	"context"
	"fmt"
	"log"

	"${path}"
)

func main() {
	user, err := ${packageName}.CurrentUser(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("Databricks knows this program as %s.\\n", user)
}
`;
}

const testText = ({ example }: Piece, packageName: string): string => `package ${packageName}

import (
	"context"
	"regexp"
	"testing"
)

func TestIdentityIsCompanyProductAndVersion(t *testing.T) {
	form := regexp.MustCompile(\`^[A-Za-z0-9][A-Za-z0-9.-]*_[A-Za-z0-9][\\w.-]*(/[0-9A-Za-z][0-9A-Za-z.+-]*)?$\`)
	if !form.MatchString(userAgent) {
		t.Errorf("%q is no identity", userAgent)
	}
}

func TestNamesWhatIsNotSet(t *testing.T) {
	for _, name := range required {
		t.Setenv(name, "")
	}
	if missing := MissingSettings(); len(missing) != len(required) {
		t.Errorf("of %v it names %v", required, missing)
	}
	if _, err := CurrentUser(context.Background()); err == nil {
		t.Error("it connects without settings")
	}
}

func TestIsSignedIn(t *testing.T) {
	if missing := MissingSettings(); len(missing) > 0 {
		t.Skipf("needs %v; see ${example}", missing)
	}
	if user, err := CurrentUser(context.Background()); err != nil || user == "" {
		t.Fatalf("%q, %v", user, err)
	}
}
`;
