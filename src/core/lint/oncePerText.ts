/**
 * A question about a whole text that is asked for each call or match in it: the answer for the text that was asked about last is
 * kept, so that a long file is not read once for each of its lines.
 */
export function oncePerText<T>(answer: (text: string) => T): (text: string) => T {
  let last: { readonly text: string; readonly answer: T } | undefined;
  return (text) => (last?.text === text ? last : (last = { text, answer: answer(text) })).answer;
}
