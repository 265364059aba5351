/** One tool of an MCP server. */
export interface Tool {
  readonly name: string;
  readonly description: string;
  /** Arguments by name; JSON Schema without the frame around it. */
  readonly properties: Readonly<Record<string, ArgumentSchema>>;
  /** Names of arguments that may be left out. */
  readonly optional?: readonly string[];
  /** The answer, as JSON or text. What it throws goes to the caller as the failure of the tool. */
  readonly call: (input: Readonly<Record<string, unknown>>) => Promise<unknown>;
}

export type ArgumentSchema = {
  readonly type: "string" | "number" | "integer" | "boolean";
  readonly description?: string;
};

/** JSON Schema of a tool's arguments. */
export function inputSchema({ properties, optional = [] }: Tool) {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: "object" as const, properties: { ...properties }, required };
}

/** An argument that must be a text. */
export function textArgument(input: Readonly<Record<string, unknown>>, name: string): string {
  const value = input[name];
  if (typeof value !== "string" || value === "") throw new Error(`The argument ${name} must be a text.`);
  return value;
}
