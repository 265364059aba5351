/** A shortcut with the platform's own modifier. */
export function control(key: string): string {
  // macOS keeps Control for “go to line”.
  if (process.platform === "darwin") return key === "G" ? "Control+G" : `Meta+${key}`;
  return `Control+${key}`;
}
