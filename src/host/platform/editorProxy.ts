import * as vscode from "vscode";
import { PwafError } from "../../core/base/errors.ts";
import { editorProxyFor } from "../../workspace/http/editorProxy.ts";

/**
 * The proxy to an address by the editor's settings and the environment, for a process of our own; empty for none.
 * @throws PwafError with reason `config`.
 */
export function editorProxy(address: string): string {
  const http = vscode.workspace.getConfiguration("http");
  const settings = {
    proxy: http.get("proxy", ""),
    noProxy: http.get<readonly string[]>("noProxy", []),
    support: http.get("proxySupport", "override"),
  };
  try {
    return editorProxyFor(new URL(address), settings, process.env);
  } catch (cause) {
    throw new PwafError("config", "The address of the proxy is no address.", {
      hint: "Correct the setting http.proxy, or HTTPS_PROXY.",
      cause,
    });
  }
}
