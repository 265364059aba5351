/** The folders around a file, the nearest first, up to a root that is one of them. Paths have forward slashes. */
export function foldersUpTo(root: string, file: string): string[] {
  const top = root.replace(/\/$/, "");
  const folders: string[] = [];
  for (let folder = parent(file); folder === top || folder.startsWith(`${top}/`); folder = parent(folder)) {
    folders.push(folder);
    if (folder === top) break;
  }
  return folders;
}

function parent(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 0));
}
