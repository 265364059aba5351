/** Where workspaces and accounts of Databricks' clouds answer; other names of the company are no API. */
const clouds =
  /(?:^|\.)(?:(?:cloud|gcp|dev)\.databricks\.com|cloud\.databricks\.(?:us|mil)|azuredatabricks\.net|databricks\.azure\.(?:us|cn))$/i;

/** The pattern as text, for the program that is loaded into Node.js clients. */
export const cloudHostPattern = clouds.source;

export function isCloudHost(hostname: string): boolean {
  return clouds.test(hostname);
}
