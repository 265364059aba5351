import assert from "node:assert/strict";
import { code, siteTable } from "../../samples.ts";

/** Expressions that give a User-Agent, by language; each must be read as `Acme_Loader/1.2.0`, or as what stands behind it. */
type Cases = readonly (readonly [spelled: string, expected?: string])[];

const valid = "set-valid Acme_Loader/1.2.0";

const java: Cases = [
  ['"Acme_Loader/1.2.0"'],
  ['"Acme_" + "Loader" + "/" + VERSION'],
  ['"Acme\\u005fLoader/1.2.0"'],
  ['String.format("%s/%s", "Acme_Loader", VERSION)'],
  ['String.format(Locale.ROOT, "Acme_Loader/%s", VERSION)'],
  ['"Acme_Loader/%s".formatted(VERSION)'],
  ['java.text.MessageFormat.format("Acme_Loader/{0}", VERSION)', "unknown"],
  ['MessageFormat.format("Acme_Loader/{0}", VERSION)'],
  ['String.join("/", "Acme_Loader", VERSION)'],
  ['new StringBuilder("Acme_Loader").append("/").append(VERSION).toString()'],
  ["Names.UA"],
  ["this.field"],
  ["field"],
  ["assigned"],
  ["build(VERSION)"],
  ["Main.build(VERSION)"],
  ["Objects.requireNonNull(Names.UA)"],
  ['Optional.ofNullable(System.getenv("UA")).orElse("Acme_Loader/1.2.0")'],
  ['(String) ("Acme_Loader/1.2.0".trim())'],
  ['"""\n      Acme_Loader/1.2.0""".strip()'],
  ['flag ? "Acme_Loader/1.2.0" : Names.UA'],
  ['switch (n) { case 1 -> "Acme_Loader/1.2.0"; default -> { yield Names.UA; } }'],
  ['System.getenv("UA")', "dynamic"],
  ["given", "dynamic"],
  ["Elsewhere.UA", "unknown"],
  ["null", "missing"],
];

const kotlin: Cases = [
  ['"Acme_Loader/1.2.0"'],
  ['"Acme_Loader/$VERSION"'],
  ['"Acme_Loader/${VERSION}"'],
  ['"$NAME/$VERSION"'],
  ['"Acme_Loader/%s".format(VERSION)'],
  ["Names.UA"],
  ["Companion.UA", "unknown"],
  ["UA"],
  ["lazyUa"],
  ["fromGetter"],
  ["build(version = VERSION)"],
  ["build()"],
  ['System.getenv("UA") ?: "Acme_Loader/1.2.0"'],
  ['if (flag) "Acme_Loader/1.2.0" else { Names.UA }'],
  ['when (n) { 1 -> "Acme_Loader/1.2.0" else -> Names.UA }'],
  ['"""Acme_Loader/$VERSION""".trimIndent()'],
  ['VERSION.let { "Acme_Loader/$it" }'],
  ['VERSION.let { v -> "Acme_Loader/${v}" }'],
  ["(UA as String)!!"],
  ["given", "dynamic"],
];

const scala: Cases = [
  ['"Acme_Loader/1.2.0"'],
  ['s"Acme_Loader/$version"'],
  ['s"${name}/${version}"'],
  ['"""Acme_Loader/1.2.0""".stripMargin'],
  ['"Acme_Loader/%s".format(version)'],
  ['"Acme_Loader/" + version'],
  ["Names.ua"],
  ["method"],
  ["build(version)"],
  ["build(version = version)"],
  ["build()"],
  ['sys.env.getOrElse("UA", "Acme_Loader/1.2.0")'],
  ['Option(System.getenv("UA")).getOrElse("Acme_Loader/1.2.0")'],
  ['if (flag) "Acme_Loader/1.2.0" else Names.ua'],
  ['n match { case 1 => "Acme_Loader/1.2.0" case _ => Names.ua }'],
  ['sys.env("UA")', "dynamic"],
  ["given", "dynamic"],
];

function javaFile(value: string): string {
  return code`
    import java.sql.DriverManager;
    import java.util.*;

    class Names { static final String UA = "Acme_Loader/1.2.0"; }

    class Main {
      private static final String VERSION = "1.2.0";
      private final String field = "Acme_Loader/" + VERSION;
      private String assigned;

      Main() { assigned = "Acme_Loader/1.2.0"; }

      static String build(String version) { return "Acme_Loader/" + version; }

      void open(String given, boolean flag, int n) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("UserAgentEntry", ${value});
        DriverManager.getConnection("jdbc:databricks://h:443", properties);
      }
    }
  `;
}

function kotlinFile(value: string): string {
  return code`
    import java.sql.DriverManager
    import java.util.Properties

    const val VERSION = "1.2.0"
    private val NAME = "Acme_Loader"

    object Names { const val UA = "Acme_Loader/1.2.0" }

    class Main(private val flag: Boolean) {
        private val lazyUa by lazy { "Acme_Loader/$VERSION" }
        private val fromGetter: String get() = "Acme_Loader/1.2.0"

        fun build(version: String = "1.2.0") = "Acme_Loader/$version"

        fun open(given: String, n: Int) {
            val properties = Properties()
            properties["UserAgentEntry"] = ${value}
            DriverManager.getConnection("jdbc:databricks://h:443", properties)
        }

        companion object { private const val UA = "Acme_Loader/1.2.0" }
    }
  `;
}

function scalaFile(value: string): string {
  return code`
    import java.sql.DriverManager
    import java.util.Properties

    object Names { val ua = "Acme_Loader/1.2.0" }

    class Main(flag: Boolean) {
      private val (other, more) = ("a", "b")
      private val name = "Acme_Loader"
      private val version = "1.2.0"

      def method: String = { val v = version; s"Acme_Loader/$v" }

      def build(version: String = "1.2.0"): String = "Acme_Loader/" + version

      def open(given: String, n: Int): Unit = {
        val properties = new Properties()
        properties.setProperty("UserAgentEntry", ${value})
        DriverManager.getConnection("jdbc:databricks://h:443", properties)
      }
    }
  `;
}

const languages = [
  ["Java", "Main.java", java, javaFile],
  ["Kotlin", "Main.kt", kotlin, kotlinFile],
  ["Scala", "Main.scala", scala, scalaFile],
] as const;

for (const [language, path, cases, file] of languages) {
  describe(`values in ${language}`, () => {
    for (const [value, expected = valid] of cases) {
      it(value.replaceAll("\n", " "), async () => {
        assert.deepEqual(await siteTable(path, file(value)), [expected]);
      });
    }
  });
}
