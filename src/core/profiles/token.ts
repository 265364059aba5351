/** Why a text cannot be a personal access token, for people; undefined when it can. The text itself is not repeated. */
export function tokenProblem(text: string): string | undefined {
  const token = text.trim();
  if (token === "") return "Paste the token.";
  return /^[\x21-\x7E]+$/.test(token) ? undefined : "A token is one word of plain characters. Copy it again.";
}
