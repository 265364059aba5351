import type { ConnectionForm } from "../../core/formKit/connectionForm.ts";
import { formMarkdown, formSchema } from "../../core/formKit/output.ts";
import type { FormKitState } from "../../protocol/formKit.ts";

/** What the panel shows for one form. An id that is not known any more stands for the first. */
export function formKitState(forms: readonly ConnectionForm[], id: string | undefined): FormKitState | undefined {
  const form = forms.find((each) => each.id === id) ?? forms[0];
  if (!form) return undefined;
  const names = new Map(forms.map(({ connector, connectorName }) => [connector, connectorName]));
  return {
    id: form.id,
    connectors: [...names].map(([connector, name]) => ({ id: connector, name })),
    connector: form.connector,
    ways: forms
      .filter(({ connector }) => connector === form.connector)
      .map((way) => ({ id: way.id, name: way.authName })),
    fields: form.fields.map(
      ({ key, label, help, pattern, example, defaultValue, isSecret, isFilledIn, isOptional }) => ({
        key,
        label,
        help,
        isSecret: isSecret === true,
        isFilledIn: isFilledIn === true,
        isOptional: isOptional === true,
        ...(pattern !== undefined && { pattern }),
        ...(example !== undefined && { example }),
        ...(defaultValue !== undefined && { defaultValue }),
      }),
    ),
    schema: formSchema(form),
    markdown: formMarkdown(form),
  };
}
