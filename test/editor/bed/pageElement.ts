/** What functions that run inside the page use of an element; the project compiles Node code without the DOM's types. */
export interface PageElement {
  readonly textContent: string;
  readonly innerHTML: string;
  readonly style: { readonly top: string };
  getAttribute(name: string): string | null;
  querySelector(selector: string): PageElement | null;
}
