import type { ConnectionForm } from "./connectionForm.ts";
import type { Field } from "./fields.ts";

/** The form as JSON Schema (draft 2020-12): secrets are `writeOnly`, what the product fills in is `readOnly`. */
export function formSchema(form: ConnectionForm): string {
  const properties = Object.fromEntries(form.fields.map((field) => [field.key, propertyOf(field)]));
  const schema = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: `${form.connectorName}: ${form.authName}`,
    type: "object",
    additionalProperties: false,
    required: ["auth_type", ...form.fields.filter(({ isOptional }) => !isOptional).map(({ key }) => key)],
    properties: { auth_type: { const: form.authType, default: form.authType }, ...properties },
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

function propertyOf({ label, help, pattern, example, defaultValue, isSecret, isFilledIn }: Field): object {
  return {
    type: "string",
    title: label,
    description: help,
    minLength: 1,
    ...(pattern !== undefined && { pattern }),
    ...(defaultValue !== undefined && { default: defaultValue }),
    ...(example !== undefined && { examples: [example] }),
    ...(isSecret && { format: "password", writeOnly: true }),
    ...(isFilledIn && !isSecret && { readOnly: true }),
  };
}

/** The form as a table for documentation. */
export function formMarkdown(form: ConnectionForm): string {
  const rows = form.fields.map((field) => [
    field.label,
    code(field.key),
    field.isOptional ? "no" : "yes",
    field.isSecret ? "yes" : "no",
    field.defaultValue === undefined ? "" : code(field.defaultValue),
    field.pattern === undefined ? "" : code(field.pattern),
    `${field.help}${field.isFilledIn ? " The product fills it in." : ""}`,
  ]);
  const kind = [
    "Kind of sign-in",
    code("auth_type"),
    "yes",
    "no",
    code(form.authType),
    code(form.authType),
    "Not shown.",
  ];
  const head = ["Label", "Key", "Required", "Secret", "Default", "Validation", "Help"];
  const lines = [head, head.map(() => "---"), kind, ...rows].map((cells) => `| ${cells.map(cell).join(" | ")} |`);
  return `### ${form.connectorName}: ${form.authName}\n\n${lines.join("\n")}\n`;
}

function code(text: string): string {
  return `\`${text}\``;
}

/** Tables end cells at a bar, inside of code too. */
function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}
