/** What a JSON-RPC request asks for; of a tool call, which tool. Nothing for any other body. */
export function jsonRpcOf(body: Buffer): { readonly rpc?: string; readonly tool?: string } {
  let asked: unknown;
  try {
    asked = JSON.parse(body.toString("utf8"));
  } catch {
    return {};
  }
  const { method, params } = (asked ?? {}) as { method?: unknown; params?: { name?: unknown } };
  if (typeof method !== "string") return {};
  return { rpc: method, ...(method === "tools/call" && typeof params?.name === "string" ? { tool: params.name } : {}) };
}
