/** A browser as far as a sign-in needs one: keeps cookies, follows redirects of the emulator, and submits its forms. */
export class TestBrowser {
  readonly #cookies = new Map<string, string>();
  readonly #origin: string;
  /** The page that is shown. */
  html = "";
  status = 0;
  headers = new Headers();
  /** Where the browser stopped: the address it was sent to but that is not the emulator's. */
  leftFor: URL | undefined;

  constructor(origin: string) {
    this.#origin = origin;
  }

  async open(url: URL | string, init: RequestInit = {}): Promise<this> {
    let next: URL | undefined = new URL(url);
    let options = init;
    this.leftFor = undefined;
    while (next !== undefined) {
      if (next.origin !== this.#origin) {
        this.leftFor = next;
        return this;
      }
      const response: Response = await fetch(next, {
        ...options,
        redirect: "manual",
        headers: { cookie: this.#cookieText() },
      });
      for (const cookie of response.headers.getSetCookie()) this.#remember(cookie);
      this.status = response.status;
      this.headers = response.headers;
      this.html = await response.text();
      const location: string | null =
        response.status >= 300 && response.status < 400 ? response.headers.get("location") : null;
      next = location === null ? undefined : new URL(location, next);
      options = {};
    }
    return this;
  }

  /** Presses the button with this label. */
  async press(label: string): Promise<this> {
    const button = new RegExp(`<button[^>]*>${label}</button>`).exec(this.html)?.[0];
    if (button === undefined) throw new Error(`No button ${label} on the page: ${this.html}`);
    const action = /formaction="([^"]+)"/.exec(button)?.[1] ?? /<form[^>]*action="([^"]+)"/.exec(this.html)?.[1] ?? "";
    const user = /name="user" value="([^"]+)" checked/.exec(this.html)?.[1];
    return this.open(new URL(action, this.#origin), {
      method: "POST",
      body: new URLSearchParams(user === undefined ? {} : { user }),
    });
  }

  #cookieText(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  #remember(cookie: string): void {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (value === "" || /expires=Thu, 01 Jan 1970/i.test(cookie)) this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}
