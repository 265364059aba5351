import { isAbsolute, join, relative } from "node:path";

/** What decides whether sign-ins may run programs, such as the Azure CLI or `oidc_token_command`. */
export interface ProgramSetting {
  readonly trusted: boolean;
  /** The user's home folder; the file that lies there by default is the user's own, whatever is open. */
  readonly home: string;
  /** Of the file with the profiles, which names programs. */
  readonly configPath: string;
  /** Paths of the folders that are open. */
  readonly folders: readonly string[];
}

/** Why none may run, for people. A file that came with a folder could name any program. */
export function programObstacle({ trusted, home, configPath, folders }: ProgramSetting): string | undefined {
  if (!trusted) return "the folder is not trusted";
  if (relative(join(home, ".databrickscfg"), configPath) === "") return undefined;
  const inside = folders.some((folder) => {
    const path = relative(folder, configPath);
    return !path.startsWith("..") && !isAbsolute(path);
  });
  return inside ? `the file with the profiles, ${configPath}, is in a folder that is open` : undefined;
}
