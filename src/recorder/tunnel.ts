import { request } from "node:http";
import { connect, type Socket } from "node:net";
import { proxyFor } from "../core/doctor/proxy.ts";
import type { Environment } from "../core/environment/isolate.ts";

/** A connection to a host, through the proxy that the environment names for it. */
export function openTunnel(host: string, port: number, environment: Environment): Promise<Socket> {
  const address = `${host.includes(":") ? `[${host}]` : host}:${port}`;
  const proxy = proxyFor(new URL(`https://${address}`), environment);
  return proxy ? throughProxy(proxy, address) : straight(host, port);
}

function straight(host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, host, () => resolve(socket));
    socket.once("error", reject);
  });
}

function throughProxy(proxy: URL, address: string): Promise<Socket> {
  const { hostname, port, username, password } = proxy;
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const authorization = { "Proxy-Authorization": `Basic ${Buffer.from(credentials).toString("base64")}` };
  return new Promise((resolve, reject) => {
    request({
      hostname,
      port,
      method: "CONNECT",
      path: address,
      headers: { Host: address, ...(username === "" ? {} : authorization) },
      agent: false,
    })
      .once("connect", ({ statusCode }, socket: Socket) => {
        if (statusCode === 200) return resolve(socket);
        socket.destroy();
        reject(new Error(`the proxy answered ${statusCode ?? 0}`));
      })
      .once("error", reject)
      .end();
  });
}
