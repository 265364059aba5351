import { PwafError } from "../../core/base/errors.ts";
import { missingScopes } from "../../core/mcp/endpoint.ts";
import { httpError } from "../rest/httpError.ts";

/** A 403 that a further OAuth scope would mend. */
export class MissingScope extends PwafError {
  readonly scopes: readonly string[];

  constructor(scopes: readonly string[]) {
    super("forbidden", `The token lacks the OAuth scope ${scopes.map((scope) => `“${scope}”`).join(" and ")}.`, {
      hint: "Add it to the scopes of the profile, check that the OAuth app of the profile may ask for it, and sign in again.",
    });
    this.scopes = scopes;
  }
}

export interface McpAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** The beginning of it, for people. */
  readonly body: string;
  readonly origin: string;
  readonly server: "The MCP server";
}

/** Reads so much of a body as an explanation may be long. */
export async function readAnswer(response: Response, origin: string): Promise<McpAnswer> {
  const { status, headers } = response;
  return { status, headers, body: await headOf(response), origin, server: "The MCP server" };
}

/** What an answer of 400 and above means. */
export function refusal(answer: McpAnswer): PwafError {
  const { status, headers, body } = answer;
  const scopes = status === 403 ? missingScopes(headers.get("www-authenticate") ?? "", body) : [];
  return scopes.length > 0 ? new MissingScope(scopes) : httpError(answer);
}

async function headOf(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > 64 << 10) break;
  }
  return text;
}
