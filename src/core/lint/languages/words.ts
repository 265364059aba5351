/** Offset of the next place, from an offset on, where a word stands alone and not as part of another; -1 when there is none. */
export function nextWord(text: string, word: string, from: number): number {
  // A parser makes up an empty name where one is missing; it stands nowhere.
  if (word === "") return -1;
  let at = text.indexOf(word, from);
  while (at >= 0 && (isWordPart(text.charCodeAt(at - 1)) || isWordPart(text.charCodeAt(at + word.length))))
    at = text.indexOf(word, at + word.length);
  return at;
}

/** Letters, digits, `_`, `$` and everything beyond ASCII; NaN (outside the text) is none. */
function isWordPart(code: number): boolean {
  return (
    (code >= 48 && code <= 57) ||
    (code >= 65 && code <= 90) ||
    (code >= 97 && code <= 122) ||
    code === 95 ||
    code === 36 ||
    code > 127
  );
}
