import { WorkspaceClient } from "@nrwl/devkit";

export const client = new WorkspaceClient({ root: process.cwd() });
