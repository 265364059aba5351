import type { EnvironmentFile } from "../environment/environmentFile.ts";
import type { Environment } from "../environment/isolate.ts";

/** Where a value was found. */
export interface Source {
  readonly kind: "environment" | "configFile" | "file";
  /** For people: `DATABRICKS_HOST of this terminal`, `[dev] of ~/.databrickscfg`, `.env`. */
  readonly label: string;
  /** Name of the environment variable, where it is one. */
  readonly variable?: string;
  /** The file to open, where there is one. */
  readonly path?: string;
  /** 1-based. */
  readonly line?: number;
}

/** The configuration file as it was read. */
export interface ConfigFile {
  readonly path: string;
  /** Absent when there is no file, or it could not be read. */
  readonly text?: string;
  /** Why it could not be read. */
  readonly problem?: string;
  /** Permission bits, where the system has them. */
  readonly mode?: number;
}

/** What a connection to the host showed. */
export interface Connection {
  /** Origin that was asked. */
  readonly host: string;
  /** Proxy that was used, without user and password. */
  readonly proxy?: string;
  /** Milliseconds until the answer. */
  readonly ms?: number;
  /** Clock of the host minus clock of this machine, in milliseconds. */
  readonly skewMs?: number;
  readonly certificate?: Certificate;
  /** True when the host describes itself as the SDKs ask it to (`/.well-known/databricks-config`). */
  readonly hasMetadata?: boolean;
  readonly failure?: ConnectionFailure;
}

export interface Certificate {
  /** Organisation or name of whoever signed it. */
  readonly issuer: string;
  /** True when the authorities that every program knows have signed it; false when only this machine trusts it. */
  readonly isPublic: boolean;
  /** Milliseconds since 1970. */
  readonly validUntil: number;
}

export interface ConnectionFailure {
  readonly kind: "name" | "refused" | "timeout" | "certificate" | "proxy" | "other";
  readonly message: string;
  readonly advice: string;
}

/** The extension's own sign-in to the profile. The token is looked at and never shown. */
export type SignInState = { readonly kind: "signedOut" } | { readonly kind: "signedIn"; readonly accessToken?: string };

/** Everything that the doctor looks at, gathered by somebody who may. */
export interface DoctorInput {
  /** Whose environment it is, for people: `this terminal`, `terminal “zsh”`. */
  readonly place: string;
  readonly environment: Environment;
  /** The profile that programs are told to use, over whatever the environment says. */
  readonly profileName?: string;
  readonly configFile: ConfigFile;
  readonly files: readonly EnvironmentFile[];
  /** Absent where nobody has tried. */
  readonly connection?: Connection;
  /** Absent outside the editor. */
  readonly signIn?: SignInState;
  /** Files that the environment names and that are not there. */
  readonly missingFiles?: readonly string[];
  /** Milliseconds since 1970. */
  readonly now: number;
}
