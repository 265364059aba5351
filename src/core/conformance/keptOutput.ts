/** Output that is kept, in characters: half from the beginning, half from the end. */
const longest = 200_000;

/** Keeps what a command prints; of a flood its beginning and its end. */
export class KeptOutput {
  #head = "";
  #tail = "";
  #dropped = 0;

  push(text: string): void {
    const room = longest / 2 - this.#head.length;
    this.#head += text.slice(0, room);
    this.#tail += text.slice(room < 0 ? 0 : room);
    if (this.#tail.length <= longest) return;
    this.#dropped += this.#tail.length - longest / 2;
    this.#tail = this.#tail.slice(-longest / 2);
  }

  get text(): string {
    const over = Math.max(0, this.#tail.length - longest / 2);
    const dropped = this.#dropped + over;
    const gap = dropped === 0 ? "" : `\n… ${dropped} characters left out …\n`;
    return this.#head + gap + this.#tail.slice(over);
  }
}
