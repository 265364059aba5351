import { type AddressInfo, connect, createServer, type Socket } from "node:net";

export interface SocksProxy {
  /** On 127.0.0.1. */
  readonly port: number;
  close(): void;
}

const granted = 0x5a;
const refused = 0x5b;
const loopback = Buffer.from([127, 0, 0, 1]);

/**
 * A SOCKS 4 proxy that leads every connection to port 443 to a port of this machine, lets connections to 127.0.0.1 pass
 * and refuses all others: nothing leaves the machine. For clients that ask neither for an https proxy nor for a port.
 */
export async function openSocksProxy(httpsPort: number): Promise<SocksProxy> {
  const open = new Set<Socket>();
  const server = createServer((client) => {
    let request = Buffer.alloc(0);
    const keep = (socket: Socket) => open.add(socket.on("error", () => socket.destroy()));
    keep(client);
    client.on("data", function read(bytes) {
      request = Buffer.concat([request, bytes]);
      // Version, command, port, address, and a user name that ends with 0. The client then waits for the answer.
      if (request.length < 9 || request.at(-1) !== 0) return;
      client.off("data", read);
      const port = request.readUInt16BE(2);
      if (port !== 443 && !request.subarray(4, 8).equals(loopback)) {
        client.end(answer(refused));
        return;
      }
      const upstream = connect(port === 443 ? httpsPort : port, "127.0.0.1", () => {
        client.write(answer(granted));
        upstream.pipe(client).pipe(upstream);
      });
      keep(upstream);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      for (const socket of open) socket.destroy();
      server.close();
    },
  };
}

function answer(code: number): Buffer {
  return Buffer.from([0, code, 0, 0, 0, 0, 0, 0]);
}
