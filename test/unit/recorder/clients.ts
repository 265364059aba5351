import { request as plainRequest } from "node:http";
import { request as secureRequest } from "node:https";
import { connect, type Socket } from "node:net";
import type { Recorder } from "../../../src/recorder/recorder.ts";

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface Ask {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** PEM to trust in https. */
  readonly ca?: string;
  /** A connection that is there already, such as a proxy's. */
  readonly socket?: Socket;
}

/** Asks as a program does that knows nothing of recorders. */
export function ask(url: string, { method = "GET", headers = {}, body, ca, socket }: Ask = {}): Promise<Answer> {
  const isSecure = url.startsWith("https:");
  return new Promise((resolve, reject) => {
    const request = (isSecure ? secureRequest : plainRequest)(
      url,
      {
        method,
        headers,
        agent: false,
        ...(ca === undefined ? {} : { ca }),
        ...(socket === undefined ? {} : { socket }),
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => {
          const text = Buffer.concat(chunks).toString("utf8");
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
        });
      },
    );
    request.on("error", reject);
    request.end(body);
  });
}

/** A connection through the recorder's proxy, as clients open one for https. */
export function throughProxy({ url }: Pick<Recorder, "url">, authority: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    plainRequest({ hostname, port, method: "CONNECT", path: authority, agent: false })
      .on("connect", (response, socket) => {
        if (response.statusCode === 200) resolve(socket);
        else reject(new Error(`the proxy answered ${response.statusCode ?? 0}`));
      })
      .on("error", reject)
      .end();
  });
}

/** Sends bytes as they are, and gives what comes back until the other side hangs up. */
export async function sendRaw({ url }: Pick<Recorder, "url">, bytes: string | Buffer): Promise<string> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  socket.on("error", () => undefined);
  socket.write(bytes);
  const chunks: Buffer[] = [];
  socket.on("data", (chunk: Buffer) => chunks.push(chunk));
  await new Promise((resolve) => socket.once("close", resolve));
  return Buffer.concat(chunks).toString("latin1");
}
