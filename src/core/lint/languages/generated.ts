/** Characters from which on a text may be what a bundler wrote, and characters in each of its lines on average. */
const [fewestCharacters, charactersPerLine] = [100_000, 500];

/**
 * Whether a program wrote a text: minified code has thousands of names of one letter, each of which leads everywhere. Of the large files of
 * 13 000 in public projects, only bundles of JavaScript have such lines.
 */
export function isGenerated(text: string): boolean {
  if (text.length < fewestCharacters) return false;
  let lines = 1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines++;
  return text.length / lines > charactersPerLine;
}
