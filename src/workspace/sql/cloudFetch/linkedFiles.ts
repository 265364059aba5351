import { setTimeout as sleep } from "node:timers/promises";
import { PwafError } from "../../../core/base/errors.ts";
import { arrowMessages } from "../arrowMessages.ts";
import { networkFailure } from "../driverErrors.ts";
import { SilentStorage, StorageRefusal, TruncatedFile } from "./download.ts";
import type { LinkList, ResultLink } from "./resultLinks.ts";

/** A file of a result, byte for byte as it lay in the storage: a complete Arrow IPC stream. */
export interface LinkedFile {
  readonly firstRow: number;
  readonly rowCount: number;
  readonly arrow: Uint8Array<ArrayBuffer>;
  /** No file follows. */
  readonly last: boolean;
}

export interface LinkedFilesOptions {
  /** The links that came with the statement's answer. */
  readonly first: LinkList;
  /** Links to the files from a row on; the first of them may begin before it. */
  readonly list: (fromRow: number) => Promise<LinkList>;
  readonly download: (link: ResultLink) => Promise<Uint8Array<ArrayBuffer>>;
  /** Makes what a download threw an error for people, once it is given up. */
  readonly explain: (error: unknown, link: ResultLink) => unknown;
  /** Ends everything. */
  readonly signal: AbortSignal;
  readonly log: (message: string) => void;
  /** Milliseconds before a download is tried again; doubles each time. Default 250. */
  readonly firstDelay?: number;
}

/** Files on their way at a time, and their bytes; one may be larger. */
const mostFiles = 4;
const mostBytes = 64 * 1024 * 1024;
/** How often one file is tried before the result is given up; less where it is refused, or something between seems to forbid it. */
const mostAttempts = 5;
const mostRefusals = 3;
const mostBlocked = 2;

interface Coming {
  readonly link: ResultLink;
  readonly bytes: Promise<Uint8Array<ArrayBuffer>>;
}

/**
 * A result that lies in files of cloud storage, in the order of its rows. Some files are on their way ahead of the one that is
 * asked for. Links that have expired, or that the storage refuses, are replaced by new ones.
 */
export class LinkedFiles {
  readonly #options: LinkedFilesOptions;
  /** Links whose files are not yet on their way. */
  #waiting: readonly ResultLink[] = [];
  #coming: readonly Coming[] = [];
  /** Rows that links are known for. */
  #listed = 0;
  #hasMore: boolean;
  #filling: Promise<void> | undefined;
  /** Newer links by first row, and the end of the line for asking: one question at a time. */
  readonly #renewed = new Map<number, ResultLink>();
  #asking: Promise<unknown> = Promise.resolve();

  constructor(options: LinkedFilesOptions) {
    this.#options = options;
    this.#hasMore = options.first.hasMore;
    this.#take(options.first);
  }

  /** The next file, or undefined behind the last. */
  async next(): Promise<LinkedFile | undefined> {
    await this.#haveNext();
    const [next] = this.#coming;
    if (!next) return undefined;
    const arrow = await next.bytes;
    this.#coming = this.#coming.slice(1);
    this.#renewed.delete(next.link.firstRow);
    // What fails here is asked again, and then told, when its files are wanted.
    this.#fill().catch(() => undefined);
    await this.#haveNext();
    const { firstRow, rowCount } = next.link;
    return { firstRow, rowCount, arrow, last: this.#coming.length === 0 };
  }

  /** Waits until a file is on its way, or it is sure that none follows. */
  async #haveNext(): Promise<void> {
    while (this.#coming.length === 0 && (this.#waiting.length > 0 || this.#hasMore)) await this.#fill();
  }

  /** Sets as many downloads going as may be. */
  async #fill(): Promise<void> {
    this.#filling ??= this.#fillNow().finally(() => (this.#filling = undefined));
    await this.#filling;
  }

  async #fillNow(): Promise<void> {
    for (;;) {
      while (this.#waiting.length === 0 && this.#coming.length < mostFiles && this.#hasMore) await this.#listMore();
      const [link, ...others] = this.#waiting;
      if (!link || !this.#hasRoom(link)) return;
      const bytes = this.#bring(link);
      // Its failure is told when it is waited for.
      bytes.catch(() => undefined);
      this.#coming = [...this.#coming, { link, bytes }];
      this.#waiting = others;
    }
  }

  #hasRoom({ byteCount }: ResultLink): boolean {
    if (this.#coming.length === 0) return true;
    const bytes = this.#coming.reduce((sum, { link }) => sum + link.byteCount, byteCount);
    return this.#coming.length < mostFiles && bytes <= mostBytes;
  }

  async #listMore(): Promise<void> {
    const list = await this.#ask(() => this.#options.list(this.#listed));
    this.#hasMore = list.hasMore;
    this.#take(list);
  }

  /** Links of rows that are known already are left out; rows without a link would be lost. */
  #take({ links }: LinkList): void {
    const fresh: ResultLink[] = [];
    for (const link of links) {
      const end = link.firstRow + link.rowCount;
      if (end <= this.#listed) continue;
      if (link.firstRow !== this.#listed) throw rowsMissing();
      this.#listed = end;
      fresh.push(link);
    }
    this.#waiting = [...this.#waiting, ...fresh];
  }

  /** A file, whole; tried again after whatever may pass. */
  async #bring(first: ResultLink): Promise<Uint8Array<ArrayBuffer>> {
    const { signal, log, firstDelay = 250 } = this.#options;
    // The clock of this machine may be wrong, so a link that looks expired is renewed once and then used.
    let link = first.expiresAt <= Date.now() ? await this.#renew(first) : first;
    for (let attempt = 1; ; attempt++) {
      signal.throwIfAborted();
      try {
        return whole(await this.#options.download(link), link);
      } catch (error) {
        const next = signal.aborted ? "give up" : after(error, attempt);
        if (next === "give up") throw this.#options.explain(error, link);
        log(`file of rows from ${link.firstRow} again: ${error instanceof Error ? error.message : ""}`);
        if (attempt > 1 || next === "wait") await sleep(firstDelay * 2 ** (attempt - 1), undefined, { signal });
        if (next === "renew") link = await this.#renew(link);
      }
    }
  }

  /** Another link to the same file. Asking for one brings those behind it too, which their downloads then find here. */
  async #renew(old: ResultLink): Promise<ResultLink> {
    return await this.#ask(async () => {
      const known = this.#renewed.get(old.firstRow);
      if (known && known.url !== old.url && known.expiresAt > Date.now()) return known;
      const { links } = await this.#options.list(old.firstRow);
      for (const link of links) this.#renewed.set(link.firstRow, link);
      const link = this.#renewed.get(old.firstRow);
      if (link?.rowCount !== old.rowCount) throw rowsMissing();
      return link;
    });
  }

  async #ask<T>(question: () => Promise<T>): Promise<T> {
    const answer = this.#asking.then(question);
    this.#asking = answer.catch(() => undefined);
    return await answer;
  }
}

/** A broken connection may look like the end of a file: all its rows must be there. */
function whole(bytes: Uint8Array<ArrayBuffer>, link: ResultLink): Uint8Array<ArrayBuffer> {
  let rows = 0;
  try {
    for (const { rowCount } of arrowMessages(bytes)) rows += rowCount;
  } catch {
    throw new TruncatedFile("it is no Arrow stream");
  }
  if (rows !== link.rowCount) throw new TruncatedFile(`${rows} rows in place of ${link.rowCount}`);
  return bytes;
}

/**
 * What to do after a download failed. Storage says that a link has expired by 403 (S3, Azure), by 400 (Google) or, where the file was
 * moved, by 404. What is busy or breaks may be asked again.
 */
function after(error: unknown, attempt: number): "renew" | "wait" | "give up" {
  if (error instanceof PwafError || attempt >= mostAttempts) return "give up";
  const network = networkFailure(error);
  const isBlocked = network === "unreachable" || error instanceof SilentStorage;
  if (network === "tls" || (isBlocked && attempt >= mostBlocked)) return "give up";
  if (!(error instanceof StorageRefusal)) return "wait";
  const { status } = error;
  if ([400, 401, 403, 404, 410].includes(status)) return attempt < mostRefusals ? "renew" : "give up";
  return status === 408 || status === 429 || status >= 500 ? "wait" : "give up";
}

function rowsMissing(): PwafError {
  return new PwafError("dropped", "The server no longer offers some of the rows.", {
    hint: "Run the statement again.",
  });
}
