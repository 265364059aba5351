import { PwafError } from "../../core/base/errors.ts";
import type { DoctorInput, SignInState } from "../../core/doctor/input.ts";
import { examine, hostOf } from "../../core/doctor/examine.ts";
import type { DoctorReport } from "../../core/doctor/report.ts";
import type { Profile } from "../../core/profiles/profile.ts";
import { missingCertificateFiles, readConfigFile, readEnvironmentFiles } from "../../workspace/doctor/gather.ts";
import { probe } from "../../workspace/doctor/probe.ts";
import type { Profiles, SessionList, Sessions } from "../services.ts";
import type { DoctorPlace } from "./doctorPlaces.ts";

/** What is looked at: a profile that programs are told to use, or none, in an environment. */
export interface DoctorSubject {
  readonly profile: string;
  readonly place: string;
}

export interface DoctorModelOptions {
  readonly profiles: Pick<Profiles, "all" | "active">;
  readonly sessions: Pick<SessionList, "of"> & Pick<Sessions, "accessToken">;
  readonly places: () => Promise<readonly DoctorPlace[]>;
  /** Paths of the open folders; none in a folder that is not trusted. */
  readonly folders: () => readonly string[];
  readonly userAgent: string;
  readonly now: () => number;
  /** Longest wait for the host, in milliseconds. Default: that of the probe. */
  readonly timeoutMs?: number;
}

/** Gathers what the doctor needs, on this machine and from the host's public metadata, and has it examined. */
export class DoctorModel {
  readonly #options: DoctorModelOptions;

  constructor(options: DoctorModelOptions) {
    this.#options = options;
  }

  /** @throws PwafError when the environment cannot be seen, `cancelled` when the signal fires. */
  async run({ profile: name, place: id }: DoctorSubject, signal: AbortSignal): Promise<DoctorReport> {
    const { profiles, places, folders, now } = this.#options;
    const place = (await places()).find((candidate) => candidate.id === id);
    if (!place) {
      throw new PwafError("config", "This terminal is closed.", { hint: "Choose another environment." });
    }
    const environment = await place.environment();
    const cwd = folders()[0] ?? "/";
    const profile = profiles.all.find((candidate) => candidate.name === name);
    const [configFile, files, signIn] = await Promise.all([
      readConfigFile(environment, cwd),
      readEnvironmentFiles(folders()),
      profile && this.#signIn(profile),
    ]);
    const input: DoctorInput = {
      place: place.name,
      environment,
      configFile,
      files,
      missingFiles: missingCertificateFiles(environment, cwd),
      now: now(),
      ...(name === "" ? {} : { profileName: name }),
      ...(signIn ? { signIn } : {}),
    };
    const report = examine(await this.#connected(input, signal));
    if (signal.aborted) throw new PwafError("cancelled", "Something else is looked at by now.");
    return report;
  }

  async #connected(input: DoctorInput, signal: AbortSignal): Promise<DoctorInput> {
    const host = hostOf(input);
    if (host === undefined) return input;
    const { userAgent, now, timeoutMs } = this.#options;
    const { environment } = input;
    const options = { environment, userAgent, now, signal, ...(timeoutMs === undefined ? {} : { timeoutMs }) };
    return { ...input, connection: await probe(host, options) };
  }

  /** A token that cannot be had now says nothing about the sign-in: its absence is no finding. */
  async #signIn(profile: Profile): Promise<SignInState> {
    const { sessions } = this.#options;
    if (sessions.of(profile).kind !== "signedIn") return { kind: "signedOut" };
    try {
      return { kind: "signedIn", accessToken: await sessions.accessToken(profile) };
    } catch {
      return { kind: "signedIn" };
    }
  }
}
