import type { FileModel } from "../model.ts";
import type { Site } from "../sites.ts";

interface Layer {
  /** Tables of requests that pass such a layer. */
  readonly facts: RegExp;
  /** Kinds of files in which it is written. */
  readonly kinds: RegExp;
  /** What a file holds that sets up the layer. */
  readonly words: RegExp;
}

/** Places between a request and the network where libraries let a program add headers to everything that passes. */
const layers: readonly Layer[] = [
  {
    facts: /^rest\/(?:axios|client|request-object)/,
    kinds: /^(?:java|type)script$|^tsx$/,
    words: /\.(?:interceptors\.request\.use\b|defaults\.headers\b)/,
  },
  { facts: /^rest\/go/, kinds: /^go$/, words: /\bRoundTrip\s*\(/ },
  {
    facts: /^rest\/okhttp/,
    kinds: /^(?:java|kotlin|scala)$/,
    words: /\b(?:addInterceptor|addNetworkInterceptor|Interceptor)\b/,
  },
  {
    facts: /^rest\/apache/,
    kinds: /^(?:java|kotlin|scala)$/,
    words: /\b(?:setUserAgent|setDefaultHeaders|addInterceptor\w*|addRequestInterceptor\w*|HttpRequestInterceptor)\b/,
  },
  {
    facts: /^rest\/(?:rest-template|web-client)/,
    kinds: /^(?:java|kotlin|scala)$/,
    words: /\b(?:ClientHttpRequestInterceptor|ExchangeFilterFunction|RestTemplateCustomizer|WebClientCustomizer)\b/,
  },
  { facts: /^rest\/csharp/, kinds: /^c-sharp$/, words: /:\s*(?:DelegatingHandler|HttpClientHandler)\b/ },
];

const header = /user-?agent/i;

/** Layers by file. Models do not change, so each text is searched once. */
const found = new WeakMap<FileModel, readonly Layer[]>();

/**
 * Whether some file of the project sets User-Agents for requests of this kind, on their way out. Which requests pass there is not followed,
 * so the User-Agent of those that carry none is unknown.
 */
export function mayBeTaggedOnItsWay(site: Site, files: readonly FileModel[]): boolean {
  if (site.connector !== "rest") return false;
  return files.some((file) => layersIn(file).some(({ facts }) => facts.test(site.facts)));
}

function layersIn(file: FileModel): readonly Layer[] {
  let inFile = found.get(file);
  if (!inFile) {
    const own = layers.filter(({ kinds }) => kinds.test(file.kind));
    inFile = own.length > 0 && header.test(file.text) ? own.filter(({ words }) => words.test(file.text)) : [];
    found.set(file, inFile);
  }
  return inFile;
}
