import type { TextEdit } from "../base/text.ts";
import type { LanguagePart, NewFile, Piece } from "./plan.ts";
import { pathOf, requiredVariables } from "./plan.ts";
import type { JavaProject } from "./project.ts";

/** A package for the JDBC driver, and a class with a main method that checks it. */
export function javaPart(project: JavaProject, piece: Piece): LanguagePart {
  const packageName = project.packageName === "" ? "databricks" : `${project.packageName}.databricks`;
  const folder = packageName.replaceAll(".", "/");
  const file = (root: string, name: string, text: string, purpose: string): NewFile => ({
    path: pathOf(root, folder, `${name}.java`),
    text: `package ${packageName};\n\n${text}`,
    purpose,
  });
  const main = `${packageName}.DatabricksCheck`;
  const source = "src/main/java";
  return {
    files: [
      file(source, "DatabricksConfig", configText(piece), "identity and settings"),
      file(source, "DatabricksConnection", connectionText(piece.program), "sign-in and connection"),
      file(source, "DatabricksOperations", operationsText, "what the product does in Databricks"),
      file(source, "DatabricksCheck", checkText(piece), "says whether it works"),
      ...(project.hasJunit5 ? [file("src/test/java", "DatabricksTest", testText(piece), "tests")] : []),
    ],
    ...(project.hasJunit5 ? { test: `${project.tool} test` } : { notes: [noTests] }),
    // Build tools write into one folder; two at a time get into each other's way.
    check: { command: checkCommand(project, main), alone: true },
    ...(project.kind === "gradle" && {
      change: {
        path: project.manifest,
        purpose: "has a task for the check",
        edits: (text) => [checkTask(project.manifest, main, text)],
      },
    }),
  };
}

const noTests = "No test was written: the project does not use JUnit 5.";

function checkCommand({ kind, tool }: JavaProject, main: string): [string, ...string[]] {
  if (kind === "gradle") return [tool, "--quiet", "databricksCheck"];
  return [tool, "--quiet", "compile", "org.codehaus.mojo:exec-maven-plugin:java", `-Dexec.mainClass=${main}`];
}

function checkTask(manifest: string, main: string, text: string): TextEdit {
  const task = manifest.endsWith(".kts")
    ? `tasks.register<JavaExec>("databricksCheck") {
    description = "Says whether the product reaches Databricks."
    mainClass.set("${main}")
    classpath = sourceSets["main"].runtimeClasspath
}
`
    : `tasks.register('databricksCheck', JavaExec) {
    description = 'Says whether the product reaches Databricks.'
    mainClass = '${main}'
    classpath = sourceSets.main.runtimeClasspath
}
`;
  return { start: text.length, end: text.length, text: `${text.endsWith("\n") ? "" : "\n"}\n${task}` };
}

function configText(piece: Piece): string {
  return `import java.util.List;

/** Who the product is to Databricks, and the settings that it needs. */
final class DatabricksConfig {
    /** {@code <company>_<product>/<version>}. Databricks counts the product's use by it. */
    static final String USER_AGENT = "${piece.userAgent}";

    /** Environment variables of one way to sign in. Those of another must not be set beside them. */
    static final List<String> REQUIRED = List.of(
${requiredVariables(piece)
  .map((name) => `            "${name}"`)
  .join(",\n")});

    private DatabricksConfig() {}

    /** Names of the required environment variables that are not set. */
    static List<String> missingSettings() {
        return REQUIRED.stream()
                .filter(name -> System.getenv().getOrDefault(name, "").isBlank())
                .toList();
    }

    static String required(String name) {
        String value = System.getenv(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("Set the environment variable " + name + "; see ${piece.example}.");
        }
        return value;
    }
}
`;
}

/** The program without main method, constant and \`required\`, which the configuration has. */
function connectionText(program: string): string {
  const code = program
    .slice(program.indexOf("/**"))
    .replace(
      /^\/\*\* .*\nfinal class CurrentUser \{\n/,
      "/** How the product connects to Databricks. */\nfinal class DatabricksConnection {\n    private DatabricksConnection() {}\n\n",
    )
    .replace(/^ {4}private static final String USER_AGENT = .*\n\n?/m, "")
    .replace(/^ {4}public static void main\([^]*?\n {4}\}\n\n/m, "")
    .replace(/\n {4}private static String required\([^]*?\n {4}\}\n/, "")
    .replace(
      /^ {4}private static Connection connect\(\)/m,
      "    /** A connection; whoever asks for it closes it. */\n    static Connection open()",
    )
    .replace(/System\.getenv\(\)\.getOrDefault\(("\w+"), "[^"\n]*"\)/g, "required($1)")
    .replace(/\brequired\(/g, "DatabricksConfig.required(")
    .replace(/\bUSER_AGENT\b/g, "DatabricksConfig.USER_AGENT")
    .trim();
  const imports = (program.match(/^import .*;$/gm) ?? []).filter((line) =>
    new RegExp(`\\b${/(\w+);$/.exec(line)?.[1] ?? ""}\\b`).test(code),
  );
  return `${imports.join("\n")}\n\n${code}\n`;
}

const operationsText = `import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What the product does in Databricks. Its own queries go here. */
final class DatabricksOperations {
    private DatabricksOperations() {}

    /** Who Databricks takes this program for. */
    static String currentUser(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT current_user()")) {
            result.next();
            return result.getString(1);
        }
    }
}
`;

const checkText = ({ example }: Piece): string => `import java.sql.Connection;
import java.util.List;

/** Says whether the product reaches Databricks. */
public final class DatabricksCheck {
    private DatabricksCheck() {}

    public static void main(String[] args) throws Exception {
        List<String> missing = DatabricksConfig.missingSettings();
        if (!missing.isEmpty()) {
            System.err.println("Not set: " + String.join(", ", missing) + ". See ${example}.");
            System.exit(2);
        }
        try (Connection connection = DatabricksConnection.open()) {
            System.out.println("Databricks knows this program as " + DatabricksOperations.currentUser(connection) + ".");
        }
    }
}
`;

const testText = ({ example }: Piece): string => `import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import org.junit.jupiter.api.Test;

class DatabricksTest {
    @Test
    void identityIsCompanyProductAndVersion() {
        assertTrue(DatabricksConfig.USER_AGENT.matches(
                "[A-Za-z0-9][A-Za-z0-9.-]*_[A-Za-z0-9][\\\\w.-]*(/[0-9A-Za-z][0-9A-Za-z.+-]*)?"));
    }

    @Test
    void namesASettingThatIsMissing() {
        assertThrows(IllegalStateException.class, () -> DatabricksConfig.required("DATABRICKS_NO_SUCH_SETTING"));
    }

    @Test
    void isSignedIn() throws Exception {
        assumeTrue(DatabricksConfig.missingSettings().isEmpty(), "needs the settings that ${example} names");
        try (Connection connection = DatabricksConnection.open()) {
            assertFalse(DatabricksOperations.currentUser(connection).isEmpty());
        }
    }
}
`;
