// Preloaded into Node programs under test: names of Databricks' clouds lead to the emulated workspace, as a name server
// would have it. Node's clients make agents of their own, which do not look at HTTPS_PROXY.
import { Socket } from "node:net";

const port = Number(process.env["PWAF_EMULATOR_PORT"]);
const connect = Reflect.get(Socket.prototype, "connect");

Socket.prototype.connect = function (this: Socket, ...args: unknown[]): Socket {
  // Within Node the arguments come as one list, normalized.
  const first: unknown = Array.isArray(args[0]) ? args[0][0] : args[0];
  if (isCloud(first)) Object.assign(first, { host: "127.0.0.1", port });
  return Reflect.apply(connect, this, args) as Socket;
};

function isCloud(options: unknown): options is { host: string } {
  if (typeof options !== "object" || options === null || !("host" in options)) return false;
  return /\.(?:cloud\.databricks\.com|azuredatabricks\.net|gcp\.databricks\.com)$/.test(String(options.host));
}
