import { cloudHostPattern } from "../core/recorder/hosts.ts";

/**
 * A program that is loaded into Node.js clients before their own: it leads connections to Databricks' names to the
 * recorder, as a name server would. Clients such as `@databricks/sql` make agents of their own, which look at no proxy.
 * CommonJS, because `--require` is what every version of Node.js allows in NODE_OPTIONS.
 */
export function nodeHook(port: number): string {
  return `"use strict";
const { Socket } = require("node:net");
const cloud = new RegExp(${JSON.stringify(cloudHostPattern)}, "i");
const connect = Socket.prototype.connect;
Socket.prototype.connect = function (...args) {
  // Within Node the arguments come as one list, normalized.
  const options = Array.isArray(args[0]) ? args[0][0] : args[0];
  if (options && typeof options === "object" && Number(options.port) === 443 && cloud.test(String(options.host)))
    Object.assign(options, { host: "127.0.0.1", port: ${port} });
  return connect.apply(this, args);
};
`;
}
