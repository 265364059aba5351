/** The path of a file in a volume as people type it, in one spelling; undefined for anything else. */
export function parseVolumePath(text: string): string | undefined {
  const parts = text
    .trim()
    .replace(/^dbfs:/i, "")
    .split("/");
  const [before, volumes, ...rest] = parts;
  if (before !== "" || volumes?.toLowerCase() !== "volumes" || rest.length < 4) return undefined;
  return rest.every((part) => part !== "" && part !== "." && part !== "..") ? `/Volumes/${rest.join("/")}` : undefined;
}

/** What the command was called with: a file of the catalog tree, a path, or something else. */
export function volumePathOf(argument: unknown): string | undefined {
  if (typeof argument === "string") return parseVolumePath(argument);
  if (typeof argument !== "object" || argument === null) return undefined;
  if (!("kind" in argument) || argument.kind !== "file" || !("path" in argument)) return undefined;
  const { path } = argument;
  if (!Array.isArray(path) || !path.every((part) => typeof part === "string")) return undefined;
  return parseVolumePath(["", "Volumes", ...path].join("/"));
}
