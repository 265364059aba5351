import { Emitter } from "../base/emitter.ts";
import type { RecordedCall, Session, Trouble } from "./call.ts";
import { formOf } from "./call.ts";

/** Calls that are kept one by one; beyond, those of a form that was seen are only counted. */
const capacity = 10_000;
/** Beyond this, calls of forms not seen before are dropped, and counted. */
const mostForms = 20_000;
const mostTroubles = 200;

/** Collects what is called. However much comes in, none goes uncounted, and of each form of call one is kept. */
export class Recording implements Session {
  readonly started: string;
  readonly forwarded: boolean;
  readonly #calls: RecordedCall[] = [];
  readonly #troubles: Trouble[] = [];
  #dropped = 0;
  readonly #byForm = new Map<string, RecordedCall>();
  readonly #now: () => Date;
  readonly #changed = new Emitter<RecordedCall | Trouble>();
  /** A call was added or answered, or something went wrong. */
  readonly onDidChange = this.#changed.event;

  constructor(forwarded: boolean, now: () => Date) {
    this.forwarded = forwarded;
    this.#now = now;
    this.started = now().toISOString();
  }

  get calls(): readonly RecordedCall[] {
    return this.#calls;
  }

  get troubles(): readonly Trouble[] {
    return this.#troubles;
  }

  get dropped(): number {
    return this.#dropped;
  }

  /** Keeps a call that has just come in. @returns what to call with its status, and a known error, once it is answered. */
  add(call: Omit<RecordedCall, "time" | "status" | "ms" | "error" | "more">): (status: number, error?: string) => void {
    const begun = this.#now();
    const entry: RecordedCall = { time: begun.toISOString(), ...call, status: 0 };
    const form = formOf(entry);
    const known = this.#byForm.get(form);
    if (this.#calls.length >= (known ? capacity : mostForms)) {
      if (known) known.more = (known.more ?? 0) + 1;
      else this.#dropped++;
      return () => undefined;
    }
    if (!known) this.#byForm.set(form, entry);
    this.#calls.push(entry);
    this.#changed.fire(entry);
    return (status, error) => {
      entry.status = status;
      if (error !== undefined) entry.error = error;
      entry.ms = this.#now().getTime() - begun.getTime();
      this.#changed.fire(entry);
    };
  }

  trouble(what: string): void {
    // Clients try again; once is enough.
    if (this.#troubles.length >= mostTroubles || this.#troubles.some((known) => known.what === what)) return;
    const entry = { time: this.#now().toISOString(), what };
    this.#troubles.push(entry);
    this.#changed.fire(entry);
  }
}
