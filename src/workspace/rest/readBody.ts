import { PwafError } from "../../core/base/errors.ts";

/** Far above any page of a list (10 000 tables are some megabytes), far below what would hurt the editor. */
const longestAnswer = 64 << 20;

/**
 * The whole body as text.
 * @throws PwafError `bad-response` when it is too long to be an answer of a workspace.
 */
export async function readBody(response: Response, origin: string): Promise<string> {
  if (response.body === null) return "";
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let length = 0;
  const chunks: AsyncIterable<Uint8Array> = response.body;
  for await (const chunk of chunks) {
    length += chunk.byteLength;
    if (length > longestAnswer) {
      throw new PwafError("bad-response", `${origin} answered with far too much data.`, {
        hint: "Check that the host is the address of a workspace.",
      });
    }
    parts.push(decoder.decode(chunk, { stream: true }));
  }
  return parts.join("") + decoder.decode();
}
