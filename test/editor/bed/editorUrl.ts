interface Development {
  /** Folder of the extension under development. */
  readonly extension: string;
  /** The module whose `run()` runs the tests in the extension host. */
  readonly tests: string;
}

/** Address of a folder in VS Code's web workbench, with what a desktop would get as command line flags. */
export function editorUrl(authority: string, folder: string, development?: Development): string {
  const payload = [["skipWelcome", "true"]];
  if (development) {
    payload.push(["extensionDevelopmentPath", remote(authority, development.extension)]);
    payload.push(["extensionTestsPath", remote(authority, development.tests)]);
  }
  const query = new URLSearchParams({ folder, payload: JSON.stringify(payload) });
  return `http://${authority}/?${query.toString()}`;
}

function remote(authority: string, path: string): string {
  const slashed = path.replaceAll("\\", "/");
  return `vscode-remote://${authority}${slashed.startsWith("/") ? "" : "/"}${slashed}`;
}
