// Preloaded into Node programs under test: names of Databricks' clouds lead to the emulated workspace, as a name server
// would have it. Node's clients make agents of their own, which do not look at HTTPS_PROXY.
import { Socket } from "node:net";

const port = Number(process.env.PWAF_EMULATOR_PORT);
const connect = Socket.prototype.connect;

Socket.prototype.connect = function (...args) {
  const options = Array.isArray(args[0]) ? args[0][0] : args[0];
  if (typeof options === "object" && isCloud(options.host)) Object.assign(options, { host: "127.0.0.1", port });
  return connect.apply(this, args);
};

function isCloud(host) {
  return /\.(?:cloud\.databricks\.com|azuredatabricks\.net|gcp\.databricks\.com)$/.test(host ?? "");
}
