/** Matches a label that is this text and nothing else, apart from an icon before it. */
export function exactly(text: string): RegExp {
  return new RegExp(`^\\s*(\\$\\([^)]*\\)\\s*)?${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}\\s*$`);
}
