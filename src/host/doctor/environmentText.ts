/**
 * Reads what `env`, `export -p`, `set` or PowerShell's `Get-ChildItem Env:` print. Undefined for a text that lists no
 * variables.
 */
export function parseEnvironmentText(text: string): Readonly<Record<string, string>> | undefined {
  const variables: Record<string, string> = {};
  for (const line of text.split(/\r\n|\n|\r/)) {
    const assigned = /^\s*(?:export\s+|declare\s+-x\s+|\$env:)?([A-Za-z_]\w*)\s*=\s*(.*)$/.exec(line);
    // PowerShell's table: name and value in two columns.
    const found = assigned ?? /^([A-Za-z_]\w*) {2,}(\S.*)$/.exec(line);
    const [, name, value = ""] = found ?? [];
    if (name !== undefined) variables[name] = unquoted(value.trim());
  }
  return Object.keys(variables).length === 0 ? undefined : variables;
}

function unquoted(value: string): string {
  return /^(["'])(.*)\1$/s.exec(value)?.[2] ?? value;
}
