/** One argument of a tool. */
export interface SchemaArgument {
  readonly name: string;
  /** Such as `string`, `array of integer`, `a or b`. */
  readonly type: string;
  readonly isRequired: boolean;
  readonly description?: string;
}

type Json = Readonly<Record<string, unknown>>;

/** The arguments that a JSON Schema names at its top. What is deeper is for those who read the schema itself. */
export function schemaArguments(schema: unknown): readonly SchemaArgument[] {
  const { properties, required } = objectOf(schema);
  const needed = new Set(Array.isArray(required) ? required.filter((name) => typeof name === "string") : []);
  return Object.entries(objectOf(properties)).map(([name, value]) => {
    const { description } = objectOf(value);
    return {
      name,
      type: typeOf(value, 0),
      isRequired: needed.has(name),
      ...(typeof description === "string" && description !== "" ? { description } : {}),
    };
  });
}

function typeOf(schema: unknown, depth: number): string {
  const { type, items, enum: values, anyOf, oneOf, const: constant } = objectOf(schema);
  if (depth > 3) return "any";
  if (Array.isArray(values) && values.length > 0) return alternatives(values.map((value) => JSON.stringify(value)));
  if (constant !== undefined) return JSON.stringify(constant);
  const choices = Array.isArray(anyOf) ? anyOf : oneOf;
  if (Array.isArray(choices) && choices.length > 0)
    return alternatives([...new Set(choices.map((choice) => typeOf(choice, depth + 1)))]);
  if (Array.isArray(type)) return alternatives(type.map(String));
  if (type === "array" && items !== undefined) return `array of ${typeOf(items, depth + 1)}`;
  return typeof type === "string" ? type : "any";
}

/** The first few, and how many more. */
function alternatives(all: readonly string[]): string {
  const shown = all.slice(0, 6);
  const more = all.length - shown.length;
  return more > 0
    ? `${shown.join(", ")} or ${more} more`
    : [shown.slice(0, -1).join(", "), shown.at(-1)].filter((part) => part).join(" or ");
}

function objectOf(value: unknown): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : {};
}
