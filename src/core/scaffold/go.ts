import type { LanguagePart, Piece } from "./plan.ts";
import { requiredVariables } from "./plan.ts";
import type { GoProject } from "./project.ts";

const folder = "internal/databricks";
const checkFolder = "cmd/databricks-check";

/** An internal package for the SQL driver, and a command that checks it. */
export function goPart({ module }: GoProject, piece: Piece): LanguagePart {
  return {
    files: [
      { path: `${folder}/config.go`, text: configText(piece), purpose: "identity and settings" },
      { path: `${folder}/connection.go`, text: connectionText(piece), purpose: "sign-in and connection" },
      { path: `${folder}/operations.go`, text: operationsText, purpose: "what the product does in Databricks" },
      { path: `${checkFolder}/main.go`, text: checkText(module), purpose: "says whether it works" },
      { path: `${folder}/databricks_test.go`, text: testText(piece), purpose: "tests" },
    ],
    check: { command: ["go", "run", `./${checkFolder}`], alone: false },
    test: `go test ./${folder}`,
  };
}

function configText(piece: Piece): string {
  return `// Package databricks connects the product to Databricks.
package databricks

import (
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
`;
}

/** The program without its main function; settings are checked before they are read. */
function connectionText({ program, example }: Piece): string {
  const code = program
    .slice(0, program.search(/^func main\(\)/m))
    .replace(/^package main\s+/, "")
    .replace(/^import \([^)]*\)\s*/m, "")
    .replace(/^const userAgent = .*\s*/m, "")
    .replace(/^\/\/ setting is [^]*?\n}\n\s*/m, "")
    .replace(/\bsetting\(("\w+"), "[^"\n]*"\)/g, "os.Getenv($1)")
    .replace(
      /^func connect\(\) \(\*sql\.DB, error\) \{\n/m,
      `// Connect opens a pool of connections; whoever asks for it closes it.
func Connect() (*sql.DB, error) {
	if missing := MissingSettings(); len(missing) > 0 {
		return nil, fmt.Errorf("not set: %s; see ${example}", strings.Join(missing, ", "))
	}
`,
    )
    .trim();
  return `package databricks\n\n${importsFor(program, code)}\n${code}\n`;
}

/** The import block of the program, without what the code does not use. */
function importsFor(program: string, code: string): string {
  const block = /^import \(\n([^)]*)\)/m.exec(program)?.[1] ?? "";
  const lines = block.split("\n").filter((line) => {
    const [, alias, path = ""] = /^\t(?:(\w+) )?"([^"]+)"/.exec(line) ?? [];
    return path === "" || new RegExp(`\\b${alias ?? path.replace(/^.*\//, "")}\\.`).test(code);
  });
  return `import (\n${lines.join("\n")})\n`;
}

const operationsText = `package databricks

import (
	"context"
	"database/sql"
)

// CurrentUser is who Databricks takes this program for. The product's own queries go beside it.
func CurrentUser(ctx context.Context, db *sql.DB) (string, error) {
	var user string
	err := db.QueryRowContext(ctx, "SELECT current_user()").Scan(&user)
	return user, err
}
`;

function checkText(module: string): string {
  return `// Says whether the product reaches Databricks.
package main

import (
	"context"
	"fmt"
	"log"

	"${module}/${folder}"
)

func main() {
	db, err := databricks.Connect()
	if err != nil {
		log.Fatal(err)
	}
	defer db.Close()
	user, err := databricks.CurrentUser(context.Background(), db)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("Databricks knows this program as %s.\\n", user)
}
`;
}

const testText = ({ example }: Piece): string => `package databricks

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
	if _, err := Connect(); err == nil {
		t.Error("it connects without settings")
	}
}

func TestIsSignedIn(t *testing.T) {
	if missing := MissingSettings(); len(missing) > 0 {
		t.Skipf("needs %v; see ${example}", missing)
	}
	db, err := Connect()
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if user, err := CurrentUser(context.Background(), db); err != nil || user == "" {
		t.Fatalf("%q, %v", user, err)
	}
}
`;
