/** What a child process prints first. */
export async function firstLine(stream: NodeJS.ReadableStream): Promise<string> {
  let text = "";
  for await (const chunk of stream) {
    text += String(chunk);
    if (text.includes("\n")) return text;
  }
  throw new Error(`ended without an answer: ${text}`);
}
