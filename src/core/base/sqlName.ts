/**
 * Words that Databricks SQL reserves when ANSI mode enforces it, upper case. Source: "SQL keywords" of Apache Spark,
 * column "reserved" of ANSI mode and of the words that no table alias may be.
 */
const reserved = new Set(
  (
    "ALL AND ANTI ANY AS AUTHORIZATION BOTH CASE CAST CHECK COLLATE COLUMN CONSTRAINT CREATE CROSS CURRENT_DATE " +
    "CURRENT_TIME CURRENT_TIMESTAMP CURRENT_USER DISTINCT ELSE END ESCAPE EXCEPT EXECUTE FALSE FETCH FILTER FOR FOREIGN " +
    "FROM FULL GRANT GROUP HAVING IN INNER INTERSECT INTO IS JOIN LATERAL LEADING LEFT LOCAL MINUS NATURAL NOT NULL " +
    "OFFSET ON ONLY OR ORDER OUTER OVERLAPS PERCENTILE_CONT PERCENTILE_DISC PRIMARY REFERENCES RIGHT SELECT SEMI " +
    "SESSION_USER SOME TABLE THEN TIME TO TRAILING TRUE UNION UNIQUE UNKNOWN USER USING WHEN WHERE WITH"
  ).split(" "),
);

/** A name in backticks; a backtick inside is doubled. */
export function quoteName(name: string): string {
  return `\`${name.replaceAll("`", "``")}\``;
}

/** The parts of a name joined by dots, each in backticks where SQL needs them: `main.sales.``my table``. */
export function sqlName(parts: readonly string[]): string {
  return parts.map((part) => (isPlain(part) ? part : quoteName(part))).join(".");
}

/**
 * The parts of a name as people type it: `main.sales.orders`, any part in backticks.
 * Undefined when it cannot be read: an empty part, or a backtick without its partner.
 */
export function parseSqlName(text: string): string[] | undefined {
  const parts: string[] = [];
  const part = /\s*(?:`((?:[^`]|``)+)`|([^`.\s](?:[^`.]*[^`.\s])?))\s*(\.|$)/y;
  const trimmed = text.trim();
  let separator: string | undefined = ".";
  while (separator === ".") {
    const match = part.exec(trimmed);
    if (!match) return undefined;
    parts.push(match[1]?.replaceAll("``", "`") ?? match[2] ?? "");
    separator = match[3];
  }
  return parts;
}

function isPlain(name: string): boolean {
  return /^[A-Za-z_]\w*$/.test(name) && !reserved.has(name.toUpperCase());
}
