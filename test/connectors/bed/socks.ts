import { type AddressInfo, connect, createServer, type Socket } from "node:net";

export interface SocksProxy {
  /** On 127.0.0.1. */
  readonly port: number;
  close(): void;
}

const granted = 0;
const refused = 2;
const withoutPassword = Buffer.from([5, 0]);

/**
 * A SOCKS 5 proxy (RFC 1928) that leads every connection to port 443 to a port of this machine, lets connections to
 * 127.0.0.1 pass and refuses all others: nothing leaves the machine. For clients that ask neither for an https proxy nor
 * for a port.
 */
export async function openSocksProxy(httpsPort: number): Promise<SocksProxy> {
  const open = new Set<Socket>();
  const server = createServer((client) => {
    let received = Buffer.alloc(0);
    let isGreeted = false;
    const keep = (socket: Socket) => open.add(socket.on("error", () => socket.destroy()));
    keep(client);
    client.on("data", function read(bytes) {
      received = Buffer.concat([received, bytes]);
      if (!isGreeted) {
        // Version, and how many ways to sign in follow.
        const length = 2 + (received[1] ?? 256);
        if (received.length < length) return;
        received = received.subarray(length);
        isGreeted = true;
        client.write(withoutPassword);
      }
      const target = targetOf(received);
      if (target === undefined) return;
      client.off("data", read);
      if (target.port !== 443 && target.host !== "127.0.0.1") {
        client.end(answer(refused));
        return;
      }
      const upstream = connect(target.port === 443 ? httpsPort : target.port, "127.0.0.1", () => {
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

/** Version, command, 0, kind of address, address, port. Undefined while it is not complete. */
function targetOf(request: Buffer): { readonly host: string; readonly port: number } | undefined {
  const isName = request[3] === 3;
  const start = isName ? 5 : 4;
  const end = start + (isName ? (request[4] ?? 256) : request[3] === 4 ? 16 : 4);
  if (request.length < end + 2) return undefined;
  const address = request.subarray(start, end);
  return { host: isName ? address.toString("latin1") : address.join("."), port: request.readUInt16BE(end) };
}

function answer(code: number): Buffer {
  return Buffer.from([5, code, 0, 1, 0, 0, 0, 0, 0, 0]);
}
