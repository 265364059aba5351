import type { Word } from "./words.ts";
import { wordText } from "./words.ts";

/** What a command line tells a client, by the names of its long options; headers as `headers.<Name>`. */
export interface Invocation {
  /** Words that could be the address. */
  readonly addresses: readonly Word[];
  readonly options: ReadonlyMap<string, Word>;
  /** Options may be given that are not seen. */
  readonly open: boolean;
}

export interface Tool {
  readonly id: "curl" | "wget" | "httpie" | "psql";
  /** Short options that take a value, by the long name of those that matter here. */
  readonly short: Readonly<Record<string, string>>;
  /** Long options that take a value in the next word. */
  readonly long: ReadonlySet<string>;
  /** Options that read further options from elsewhere. */
  readonly opens: ReadonlySet<string>;
  /** How a User-Agent is written right behind the command; `$` stands for the value. */
  readonly insert: string;
}

function named(names: string): Record<string, string> {
  return Object.fromEntries(
    names.split(" ").map((pair) => {
      const [short = "", long = short] = pair.split("=");
      return [short, long];
    }),
  );
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));

/** Source: curl.se/docs/manpage.html */
const curl: Tool = {
  id: "curl",
  short: named(
    "A=user-agent H=header u=user d=data X=request o=output w=write-out F=form K=config x=proxy T=upload-file b=cookie c=cookie-jar e=referer E=cert m=max-time C=continue-at D=dump-header P=ftp-port Q=quote r=range t=telnet-option U=proxy-user y=speed-time Y=speed-limit z=time-cond h=help",
  ),
  long: words(
    "user-agent header user data data-ascii data-binary data-raw data-urlencode json request output write-out form form-string config proxy upload-file cookie cookie-jar referer cert cert-type key key-type cacert capath max-time connect-timeout retry retry-delay retry-max-time continue-at dump-header range limit-rate max-redirs max-filesize resolve connect-to interface proto netrc-file oauth2-bearer proxy-user proxy-header stderr trace trace-ascii url url-query ciphers output-dir unix-socket noproxy dns-servers",
  ),
  opens: words("config"),
  insert: '-A "$"',
};

/** Source: gnu.org/software/wget/manual */
const wget: Tool = {
  id: "wget",
  short: named(
    "U=user-agent O=output-document o=output-file t=tries T=timeout P=directory-prefix e=execute a=append-output i=input-file w=wait B=base Q=quota l=level",
  ),
  long: words(
    "user-agent header output-document output-file tries timeout directory-prefix post-data post-file body-data method user password http-user http-password execute",
  ),
  opens: words("config execute input-file"),
  insert: '-U "$"',
};

/** Headers and fields are words of their own: `Name:value`, `field=value`. Source: httpie.io/docs/cli */
const httpie: Tool = {
  id: "httpie",
  short: named("a=auth A=auth-type o=output p=print s=style"),
  long: words(
    "auth auth-type output print style session session-read-only timeout proxy verify cert cert-key max-redirects pretty raw",
  ),
  opens: words("session session-read-only"),
  insert: "",
};

/** Source: postgresql.org/docs/current/app-psql.html */
const psql: Tool = {
  id: "psql",
  short: named(
    "h=host p=port U=username d=dbname c=command f=file o=output v=set F=field-separator R=record-separator L=log-file P=pset T=table-attr",
  ),
  long: words(
    "host port username dbname command file output set variable field-separator record-separator log-file pset table-attr",
  ),
  opens: new Set(),
  insert: "",
};

export const tools: Readonly<Record<string, Tool>> = {
  curl,
  wget,
  http: httpie,
  https: httpie,
  xh: httpie,
  xhs: httpie,
  psql,
};

/** Takes the arguments of a command apart, in the way of getopt: `-sSH value`, `--name=value`, `--name value`. */
export function readInvocation(tool: Tool, args: readonly Word[]): Invocation {
  const options = new Map<string, Word>();
  const addresses: Word[] = [];
  let open = false;
  let onlyAddresses = false;
  const put = (name: string, value: Word) => {
    if (tool.opens.has(name)) open = true;
    const header = name === "header" || (name === "" && tool.id === "httpie") ? readHeader(value) : undefined;
    if (header) options.set(header.name, header.value);
    else if (name === "header" && typeof value.parts[0] !== "string") open = true;
    // `-H @file` reads headers from a file.
    else if (name === "header" && wordText(value).startsWith("@")) open = true;
    else if (name === "url") addresses.push(value);
    else if (name !== "") options.set(name, value);
  };
  for (let index = 0; index < args.length; index++) {
    const word = args[index] as Word;
    const text = wordText(word);
    const [first] = word.parts;
    if (word.open) {
      open = true;
      addresses.push(word);
    } else if (onlyAddresses || typeof first !== "string" || !/^-./.test(first)) {
      addresses.push(word);
      put("", word);
    } else if (text === "--") onlyAddresses = true;
    else if (text.startsWith("--")) {
      const name = /^--([\w-]+)/.exec(text)?.[1] ?? "";
      if (text.startsWith(`--${name}=`)) put(name, without(word, name.length + 3));
      else if (tool.long.has(name) && args[index + 1]) put(name, args[++index] as Word);
      else put(name, word);
    } else {
      for (let at = 1; at < first.length; at++) {
        const letter = first.charAt(at);
        const name = tool.short[letter];
        if (name === undefined) {
          put(letter, word);
          continue;
        }
        const isLast = at + 1 === first.length && word.parts.length === 1;
        const next = args[index + 1];
        if (!isLast) put(name, without(word, at + 1));
        else if (next) {
          put(name, next);
          index++;
        }
        break;
      }
    }
  }
  return { addresses, options, open };
}

/** `Name: value`; undefined for what is no header. */
function readHeader(word: Word): { readonly name: string; readonly value: Word } | undefined {
  const [first] = word.parts;
  const match = typeof first === "string" ? /^([A-Za-z][\w-]*)[:;](?!\/\/|=)\s*/.exec(first) : null;
  return match ? { name: `headers.${match[1] ?? ""}`, value: without(word, match[0].length) } : undefined;
}

/** A word without its first characters, which are known. */
function without(word: Word, count: number): Word {
  const [first = "", ...rest] = word.parts;
  const cut = typeof first === "string" ? first.slice(count) : "";
  return { ...word, parts: cut === "" && rest.length > 0 ? rest : [cut, ...rest] };
}
