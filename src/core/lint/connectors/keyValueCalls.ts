/**
 * Methods whose first argument names what the second sets: `properties.setProperty("UserAgentEntry", value)`. Last names only, since
 * what stands before (`headers`, `Header`, `defaultRequestHeaders`) tells where it goes, not what the call does.
 */
export const keyValueCalls: ReadonlySet<string> = new Set([
  "[]",
  "Add",
  "AddDefaultHeader",
  "AddHeader",
  "AddOrUpdateHeader",
  "Set",
  "SetHeader",
  "TryAddWithoutValidation",
  "add",
  "addDataSourceProperty",
  "addHeader",
  "addProperty",
  "addRequestProperty",
  "add_header",
  "append",
  "assign",
  "config",
  "defaultHeader",
  "header",
  "option",
  "property",
  "put",
  "putIfAbsent",
  "set",
  "setHeader",
  "setProperty",
  "setRequestProperty",
  "setdefault",
  "withHeader",
]);

/** Methods that take a whole object of entries: `session.headers.update({…})`. */
export const mergeCalls: ReadonlySet<string> = new Set([
  "SetHeaders",
  "addAll",
  "extend",
  "headers",
  "options",
  "putAll",
  "setAll",
  "setProperties",
  "setDataSourceProperties",
  "update",
]);
