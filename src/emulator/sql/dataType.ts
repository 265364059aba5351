/** A Databricks SQL type. Names are the ones Unity Catalog uses in `type_name`, except where SQL has its own word. */
export type DataType =
  | { readonly kind: SimpleKind }
  | { readonly kind: "DECIMAL"; readonly precision: number; readonly scale: number }
  | { readonly kind: "ARRAY"; readonly element: DataType }
  | { readonly kind: "MAP"; readonly key: DataType; readonly value: DataType }
  | { readonly kind: "STRUCT"; readonly fields: readonly StructField[] };

export interface StructField {
  readonly name: string;
  readonly type: DataType;
}

type SimpleKind = keyof typeof simple;

/** SQL word, Unity Catalog name, DuckDB type. */
const simple = {
  BOOLEAN: ["boolean", "BOOLEAN", "BOOLEAN"],
  TINYINT: ["tinyint", "BYTE", "TINYINT"],
  SMALLINT: ["smallint", "SHORT", "SMALLINT"],
  INT: ["int", "INT", "INTEGER"],
  BIGINT: ["bigint", "LONG", "BIGINT"],
  FLOAT: ["float", "FLOAT", "FLOAT"],
  DOUBLE: ["double", "DOUBLE", "DOUBLE"],
  STRING: ["string", "STRING", "VARCHAR"],
  BINARY: ["binary", "BINARY", "BLOB"],
  DATE: ["date", "DATE", "DATE"],
  TIMESTAMP: ["timestamp", "TIMESTAMP", "TIMESTAMPTZ"],
  TIMESTAMP_NTZ: ["timestamp_ntz", "TIMESTAMP_NTZ", "TIMESTAMP"],
  INTERVAL: ["interval day to second", "INTERVAL", "INTERVAL"],
  VARIANT: ["variant", "VARIANT", "JSON"],
  VOID: ["void", "NULL", "INTEGER"],
} as const;

const bySqlWord = new Map<string, SimpleKind>(
  (Object.keys(simple) as SimpleKind[]).map((kind) => [simple[kind][0], kind] as const),
)
  .set("integer", "INT")
  .set("long", "BIGINT")
  .set("short", "SMALLINT")
  .set("byte", "TINYINT")
  .set("real", "FLOAT");

/** Type text as Databricks prints it: `decimal(10,2)`, `array<struct<a:int>>`. */
export function typeText(type: DataType): string {
  switch (type.kind) {
    case "DECIMAL":
      return `decimal(${type.precision},${type.scale})`;
    case "ARRAY":
      return `array<${typeText(type.element)}>`;
    case "MAP":
      return `map<${typeText(type.key)},${typeText(type.value)}>`;
    case "STRUCT":
      return `struct<${type.fields.map((field) => `${field.name}:${typeText(field.type)}`).join(",")}>`;
    default:
      return simple[type.kind][0];
  }
}

/** Type text as SQL has it: `DECIMAL(10,2)`, `ARRAY<STRUCT<a: INT>>`. */
export function typeSql(type: DataType): string {
  switch (type.kind) {
    case "ARRAY":
      return `ARRAY<${typeSql(type.element)}>`;
    case "MAP":
      return `MAP<${typeSql(type.key)}, ${typeSql(type.value)}>`;
    case "STRUCT":
      return `STRUCT<${type.fields.map((field) => `${field.name}: ${typeSql(field.type)}`).join(", ")}>`;
    default:
      return typeText(type).toUpperCase();
  }
}

/** `type_name` of a Unity Catalog column. */
export function catalogTypeName(type: DataType): string {
  return type.kind in simple ? simple[type.kind as SimpleKind][1] : type.kind;
}

/** How DuckDB writes the type. */
export function duckType(type: DataType): string {
  switch (type.kind) {
    case "DECIMAL":
      return `DECIMAL(${type.precision},${type.scale})`;
    case "ARRAY":
      return `${duckType(type.element)}[]`;
    case "MAP":
      return `MAP(${duckType(type.key)}, ${duckType(type.value)})`;
    case "STRUCT":
      return `STRUCT(${type.fields.map((field) => `"${field.name.replaceAll('"', '""')}" ${duckType(field.type)}`).join(", ")})`;
    default:
      return simple[type.kind][2];
  }
}

/** Spark's JSON form of a type, as `type_json` and Arrow field metadata carry it. */
export function typeJson(type: DataType): unknown {
  switch (type.kind) {
    case "ARRAY":
      return { type: "array", elementType: typeJson(type.element), containsNull: true };
    case "MAP":
      return { type: "map", keyType: typeJson(type.key), valueType: typeJson(type.value), valueContainsNull: true };
    case "STRUCT":
      return {
        type: "struct",
        fields: type.fields.map((f) => ({ name: f.name, type: typeJson(f.type), nullable: true, metadata: {} })),
      };
    case "INT":
      return "integer";
    case "BIGINT":
      return "long";
    case "SMALLINT":
      return "short";
    case "TINYINT":
      return "byte";
    default:
      return typeText(type);
  }
}

/** Reads a type written in Databricks SQL. Throws on anything it does not know. */
export function parseType(text: string): DataType {
  const parser = new TypeParser(text);
  const type = parser.type();
  parser.end();
  return type;
}

class TypeParser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  type(): DataType {
    const word = this.#take(/[a-z_]+/iy).toLowerCase();
    switch (word) {
      case "decimal": {
        if (!this.#eat("(")) return { kind: "DECIMAL", precision: 10, scale: 0 };
        const precision = Number(this.#take(/\d+/y));
        const scale = this.#eat(",") ? Number(this.#take(/\d+/y)) : 0;
        this.#expect(")");
        return { kind: "DECIMAL", precision, scale };
      }
      case "array": {
        this.#expect("<");
        const element = this.type();
        this.#expect(">");
        return { kind: "ARRAY", element };
      }
      case "map": {
        this.#expect("<");
        const key = this.type();
        this.#expect(",");
        const value = this.type();
        this.#expect(">");
        return { kind: "MAP", key, value };
      }
      case "struct": {
        this.#expect("<");
        const fields: StructField[] = [];
        do {
          const name = this.#take(/[^\s:,<>]+/y);
          this.#expect(":");
          fields.push({ name, type: this.type() });
        } while (this.#eat(","));
        this.#expect(">");
        return { kind: "STRUCT", fields };
      }
      default: {
        const kind = bySqlWord.get(word);
        if (kind === undefined) throw new Error(`Unknown type ${word} in ${this.#text}`);
        return { kind };
      }
    }
  }

  end(): void {
    this.#skip();
    if (this.#at < this.#text.length) throw new Error(`Unexpected text after the type in ${this.#text}`);
  }

  #skip(): void {
    while (this.#text[this.#at] === " ") this.#at++;
  }

  #take(pattern: RegExp): string {
    this.#skip();
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found === undefined) throw new Error(`Cannot read the type ${this.#text}`);
    this.#at += found.length;
    return found;
  }

  #eat(sign: string): boolean {
    this.#skip();
    if (this.#text[this.#at] !== sign) return false;
    this.#at++;
    return true;
  }

  #expect(sign: string): void {
    if (!this.#eat(sign)) throw new Error(`Expected ${sign} in the type ${this.#text}`);
  }
}
