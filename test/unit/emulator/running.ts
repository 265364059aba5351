import { type Emulator, type EmulatorOptions, startEmulator } from "../../../src/emulator/emulator.ts";

/** An emulator for a `describe` block: started before its tests, closed after them. */
export function runningEmulator(options: Partial<EmulatorOptions> = {}): { readonly current: Emulator } {
  let emulator: Emulator | undefined;
  before(async () => {
    emulator = await startEmulator({ httpPort: 0, httpsPort: 0, ...options });
  });
  after(() => emulator?.close());
  return {
    get current() {
      if (emulator === undefined) throw new Error("The emulator has not been started");
      return emulator;
    },
  };
}
