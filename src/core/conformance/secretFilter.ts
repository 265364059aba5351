import { redact } from "../base/redact.ts";
import { secretMark } from "../recorder/keptText.ts";

/** Shorter texts are no secrets, and would tear holes into words. */
const shortest = 6;
/** A line without an end is let out once it is so long. */
const longestLine = 16_384;
/** What stays behind then: longer than any token that is known by its form. */
const longestToken = 8192;

/** Takes known secrets, and whatever looks like one, out of a stream of output. Works by lines, so that no secret slips through in two pieces. */
export class SecretFilter {
  readonly #secrets: readonly string[];
  #rest = "";

  /** @param secrets as a process gets them; their lines, and the forms they take in URLs and JSON, are secrets too */
  constructor(secrets: readonly string[]) {
    const lines = secrets.flatMap((secret) => [secret, ...secret.split(/\r?\n/)]);
    const forms = lines.flatMap((text) => [text, encodeURIComponent(text), JSON.stringify(text).slice(1, -1)]);
    const all = new Set(forms.filter((text) => text.trim().length >= shortest));
    this.#secrets = [...all].sort((a, b) => b.length - a.length);
  }

  /** The part of the output that is complete. */
  push(text: string): string {
    const all = this.#rest + text;
    const end = all.lastIndexOf("\n") + 1;
    if (all.length - end <= longestLine) {
      this.#rest = all.slice(end);
      return end === 0 ? "" : this.clean(all.slice(0, end));
    }
    // Cleaned before it is cut, and the cut leaves behind what may be the beginning of a secret.
    const cleaned = this.clean(all);
    const keep = Math.min(cleaned.length, Math.max(this.#secrets[0]?.length ?? 0, longestToken));
    this.#rest = cleaned.slice(cleaned.length - keep);
    return cleaned.slice(0, cleaned.length - keep);
  }

  /** What is left when the output has ended. */
  end(): string {
    const rest = this.clean(this.#rest);
    this.#rest = "";
    return rest;
  }

  clean(text: string): string {
    return redact(this.#secrets.reduce((kept, secret) => kept.replaceAll(secret, secretMark), text));
  }
}
