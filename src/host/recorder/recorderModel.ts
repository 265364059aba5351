import { Disposable } from "../../core/base/disposable.ts";
import { Emitter } from "../../core/base/emitter.ts";
import type { Environment } from "../../core/environment/isolate.ts";
import { adviceFor } from "../../core/errors/explain.ts";
import type { Session } from "../../core/recorder/call.ts";
import { compareSessions } from "../../core/recorder/compare.ts";
import { sessionHar } from "../../core/recorder/har.ts";
import { parseSession, sessionJson } from "../../core/recorder/json.ts";
import { groupsOf, summaryOf } from "../../core/recorder/summary.ts";
import type { RecordedCallView, RecorderCalls, RecorderComparison, RecorderState } from "../../protocol/recorder.ts";
import type { ViewError } from "../../protocol/messages.ts";
import { clientEnvironment } from "../../recorder/clientEnvironment.ts";
import type { Recorder } from "../../recorder/recorder.ts";
import { startRecorder } from "../../recorder/recorder.ts";

/** Forms of calls that a list can show at once and stay quick. */
const mostShown = 500;
/** Calls come in bursts; a person sees no difference. */
const pauseMs = 100;

interface Needs {
  /** The editor's own environment. */
  readonly environment: Environment;
  readonly version: string;
  readonly viewError: (error: unknown) => ViewError;
}

/** One recording at a time: starting, what it shows, stopping. What was recorded stays until the next start. */
export class RecorderModel extends Disposable {
  readonly #needs: Needs;
  readonly #changed = this.own(new Emitter<"state" | "calls">());
  /** `calls` at most ten times a second. */
  readonly onDidChange = this.#changed.event;
  #state: RecorderState = { kind: "stopped" };
  #recorder: Recorder | undefined;
  #session: Session | undefined;
  #timer: NodeJS.Timeout | undefined;
  /** Starting and stopping, one after the other. */
  #turn: Promise<void> = Promise.resolve();

  constructor(needs: Needs) {
    super();
    this.#needs = needs;
  }

  get state(): RecorderState {
    return this.#state;
  }

  get calls(): RecorderCalls {
    const groups = this.#session ? groupsOf(this.#session) : [];
    return {
      calls: groups.slice(-mostShown).map(viewOf),
      hidden: Math.max(0, groups.length - mostShown),
      summary: summaryOf(groups, this.#session?.dropped ?? 0),
      troubles: this.#session?.troubles.map(({ what }) => what) ?? [],
    };
  }

  /** @param upstream origin of a workspace, or empty to stand in for one */
  start(upstream: string): Promise<void> {
    return this.#inTurn(async () => {
      await this.#close();
      this.#show({ kind: "starting" });
      try {
        const { environment } = this.#needs;
        const where = upstream === "" ? {} : { upstream };
        const recorder = await startRecorder({ port: 0, environment, ...where });
        this.#recorder = recorder;
        this.#session = recorder.recording;
        recorder.recording.onDidChange(() => this.#callsChanged());
        this.#show({ kind: "recording", url: recorder.url });
        this.#changed.fire("calls");
      } catch (error) {
        this.#show({ kind: "error", error: this.#needs.viewError(error) });
      }
    });
  }

  stop(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#close();
      this.#show({ kind: "stopped" });
    });
  }

  /** Variables that lead a program to the recorder; undefined when it does not run. */
  variables(): Record<string, string> | undefined {
    return this.#recorder && clientEnvironment(this.#recorder.reach, this.#needs.environment);
  }

  /** The recording as a file's text; undefined before the first start. */
  text(format: "json" | "har"): string | undefined {
    if (!this.#session) return undefined;
    return format === "har" ? sessionHar(this.#session, this.#needs.version) : sessionJson(this.#session);
  }

  /**
   * @param golden text of a saved recording
   * @throws PwafError when it is none, or cannot be compared
   */
  compare(name: string, golden: string): RecorderComparison | undefined {
    return this.#session && { with: name, drifts: compareSessions(parseSession(golden), this.#session) };
  }

  override dispose(): void {
    super.dispose();
    clearTimeout(this.#timer);
    void this.#inTurn(() => this.#close());
  }

  #inTurn(run: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(run, run);
    return this.#turn;
  }

  async #close(): Promise<void> {
    const recorder = this.#recorder;
    this.#recorder = undefined;
    await recorder?.close();
  }

  #show(state: RecorderState): void {
    this.#state = state;
    this.#changed.fire("state");
  }

  #callsChanged(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#changed.fire("calls");
    }, pauseMs);
  }
}

const authNames = { pat: "token", oauth: "OAuth token", basic: "basic", other: "other", none: "none" } as const;

function viewOf({
  judgement,
  statuses,
  auth,
  errors,
  ...group
}: ReturnType<typeof groupsOf>[number]): RecordedCallView {
  const { client, parts, verdict, why, rule, added } = judgement;
  const { method, host, route, count } = group;
  return {
    ...{ method, host, route, count, parts, verdict, why },
    statuses: statuses.filter((status) => status !== 0).join(", "),
    auth: authNames[auth],
    advice: errors.map(adviceFor).filter((text) => text !== ""),
    added: added.map((word) => `${word.text}: ${word.why}`),
    ...(client === undefined ? {} : { client: `${client.name} ${client.version}`.trim() }),
    ...(rule === undefined ? {} : { rule }),
  };
}
