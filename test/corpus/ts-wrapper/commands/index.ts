export { sync } from "./sync.js";
export { connect as open } from "../lib/connect.js";
