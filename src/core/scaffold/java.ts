import type { TextEdit } from "../base/text.ts";
import type { LanguagePart, NewFile, Piece } from "./plan.ts";
import { pathOf, requiredVariables } from "./plan.ts";
import type { JavaProject } from "./project.ts";

/** A package for the client, and a class with a main method that checks it. */
export function javaPart(project: JavaProject, piece: Piece): LanguagePart {
  const packageName = [project.packageName, "databricks", piece.variant.join("")]
    .filter((name) => name !== "")
    .join(".");
  const folder = packageName.replaceAll(".", "/");
  const file = (root: string, name: string, text: string, purpose: string): NewFile => ({
    path: pathOf(root, folder, `${name}.java`),
    text: `package ${packageName};\n\n${text}`,
    purpose,
  });
  const main = `${packageName}.DatabricksCheck`;
  const task = `databricks${piece.variant.map(capitalized).join("")}Check`;
  const source = "src/main/java";
  const { connection, operations } = splitProgram(piece);
  return {
    files: [
      file(source, "DatabricksSettings", settingsText(piece), "identity and settings"),
      file(source, "DatabricksConnection", connection, "sign-in and connection"),
      file(source, "DatabricksOperations", operations, "what the product does in Databricks"),
      file(source, "DatabricksCheck", checkText(piece), "says whether it works"),
      ...(project.hasJunit5 ? [file("src/test/java", "DatabricksTest", testText(piece), "tests")] : []),
    ],
    connection: pathOf(source, folder, "DatabricksConnection.java"),
    ...(project.hasJunit5 ? { test: `${project.tool} test` } : { notes: [noTests] }),
    // Build tools write into one folder; two at a time get into each other's way.
    check: { command: checkCommand(project, { main, task }), alone: true },
    ...(project.kind === "gradle" && {
      change: {
        path: project.manifest,
        purpose: "has a task for the check",
        mark: task,
        edits: (text) => [checkTask(project.manifest, { main, task }, text)],
      },
    }),
  };
}

const noTests = "No test was written: the project does not use JUnit 5.";

/** What runs the check: the class with the main method, and the task that Gradle needs for it. */
interface Check {
  readonly main: string;
  readonly task: string;
}

function checkCommand({ kind, tool }: JavaProject, { main, task }: Check): [string, ...string[]] {
  if (kind === "gradle") return [tool, "--quiet", task];
  return [tool, "--quiet", "compile", "org.codehaus.mojo:exec-maven-plugin:java", `-Dexec.mainClass=${main}`];
}

function checkTask(manifest: string, { main, task }: Check, text: string): TextEdit {
  const added = manifest.endsWith(".kts")
    ? `tasks.register<JavaExec>("${task}") {
    description = "Says whether the product reaches Databricks."
    mainClass.set("${main}")
    classpath = sourceSets["main"].runtimeClasspath
}
`
    : `tasks.register('${task}', JavaExec) {
    description = 'Says whether the product reaches Databricks.'
    mainClass = '${main}'
    classpath = sourceSets.main.runtimeClasspath
}
`;
  return { start: text.length, end: text.length, text: `${text.endsWith("\n") ? "" : "\n"}\n${added}` };
}

function capitalized(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

function settingsText(piece: Piece): string {
  return `import java.util.List;
import java.util.stream.Collectors;

/** Who the product is to Databricks, and the settings that it needs. */
final class DatabricksSettings {
    /** {@code <company>_<product>/<version>}. Databricks counts the product's use by it. */
    static final String USER_AGENT = "${piece.userAgent}";

    /** Environment variables of one way to sign in. Those of another must not be set beside them. */
    static final List<String> REQUIRED = List.of(
${requiredVariables(piece)
  .map((name) => `            "${name}"`)
  .join(",\n")});

    private DatabricksSettings() {}

    /** Names of the required environment variables that are not set. */
    static List<String> missing() {
        return REQUIRED.stream()
                .filter(name -> System.getenv().getOrDefault(name, "").isBlank())
                .collect(Collectors.toList());
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

/** What methods are for that a snippet, where each is used once, says nothing about. */
const comments: Readonly<Record<string, string>> = {
  connect: "A connection; whoever asks for it closes it.",
  workspace: "The workspace's client, signed in.",
  lakebase: "A pool of connections to the database; whoever asks for it closes it.",
};

const mainMethod = /^ {4}public static void main\(String\[\] args\)( throws [\w, ]+)? \{\n([^]*?)\n {4}\}\n/m;

/** Takes the program apart: what makes the connection, and what the main method does with it. */
function splitProgram({ program, fields }: Piece): { readonly connection: string; readonly operations: string } {
  const [, throwing = "", use = ""] = mainMethod.exec(program) ?? [];
  const declared = [...program.matchAll(/^ {4}private static [\w<>.]+(?: \w+)? (\w+)\(/gm)].map(
    ([, name = ""]) => name,
  );
  const used = declared.filter((name) => new RegExp(`(?<![\\w.])${name}\\(`).test(use));
  const calls = new RegExp(`(?<![\\w.])(${used.join("|")})\\(`, "g");
  const code = withRequired(program.slice(program.indexOf("/**")), fields)
    .replace(
      /^\/\*\* .*\nfinal class \w+ \{\n/,
      "/** How the product connects to Databricks. */\nfinal class DatabricksConnection {\n",
    )
    .replace(/^ {4}private static final String USER_AGENT = .*\n\n?/m, "")
    .replace(mainMethod, "    private DatabricksConnection() {}\n")
    .replace(/\n {4}private static String required\([^]*?\n {4}\}\n/, "")
    .replace(
      /((?:^ {4}\/\*\*.*\n)?)^ {4}private (static .*?(\w+)\(.*\{)$/gm,
      (line, comment: string, rest: string, name: string) => {
        if (!used.includes(name)) return line;
        return `${comment || `    /** ${comments[name] ?? name} */\n`}    ${rest}`;
      },
    )
    .replace(/\brequired\(/g, "DatabricksSettings.required(")
    .replace(/\bUSER_AGENT\b/g, "DatabricksSettings.USER_AGENT")
    .trim();
  const operation = use
    .replace(/System\.out\.println\((.*)\);$/m, "return $1;")
    .replace(calls, "DatabricksConnection.$1(");
  const operations = `/** What the product does in Databricks. Its own queries and calls go here. */
final class DatabricksOperations {
    private DatabricksOperations() {}

    /** Who Databricks takes this program for. */
    static String currentUser()${throwing} {
${operation}
    }
}
`;
  return {
    connection: `${importsFor(program, code)}${code}\n`,
    operations: `${importsFor(program, operations)}${operations}`,
  };
}

/** A product has no default for what its settings must name; those that may be left out keep theirs. */
function withRequired(code: string, fields: Piece["fields"]): string {
  return code.replace(/System\.getenv\(\)\.getOrDefault\("(\w+)", "[^"\n]*"\)/g, (call, name: string) =>
    fields.some(({ variable, isOptional }) => variable === name && isOptional) ? call : `required("${name}")`,
  );
}

/** Those of the program's imports that code uses. */
function importsFor(program: string, code: string): string {
  const lines = (program.match(/^import .*;$/gm) ?? []).filter((line) =>
    new RegExp(`\\b${/(\w+);$/.exec(line)?.[1] ?? ""}\\b`).test(code),
  );
  return lines.length === 0 ? "" : `${lines.join("\n")}\n\n`;
}

const checkText = ({ example }: Piece): string => `import java.util.List;

/** Says whether the product reaches Databricks. */
public final class DatabricksCheck {
    private DatabricksCheck() {}

    public static void main(String[] args) throws Exception {
        List<String> missing = DatabricksSettings.missing();
        if (!missing.isEmpty()) {
            System.err.println("Not set: " + String.join(", ", missing) + ". See ${example}.");
            System.exit(2);
        }
        System.out.println("Databricks knows this program as " + DatabricksOperations.currentUser() + ".");
    }
}
`;

const testText = ({ example }: Piece): string => `import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

class DatabricksTest {
    @Test
    void identityIsCompanyProductAndVersion() {
        assertTrue(DatabricksSettings.USER_AGENT.matches(
                "[A-Za-z0-9][A-Za-z0-9.-]*_[A-Za-z0-9][\\\\w.-]*(/[0-9A-Za-z][0-9A-Za-z.+-]*)?"));
    }

    @Test
    void namesASettingThatIsMissing() {
        assertThrows(IllegalStateException.class, () -> DatabricksSettings.required("DATABRICKS_NO_SUCH_SETTING"));
    }

    @Test
    void isSignedIn() throws Exception {
        assumeTrue(DatabricksSettings.missing().isEmpty(), "needs the settings that ${example} names");
        assertFalse(DatabricksOperations.currentUser().isEmpty());
    }
}
`;
