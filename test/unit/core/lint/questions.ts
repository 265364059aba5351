import treeSitter from "@vscode/tree-sitter-wasm";

/**
 * Counts the questions that some work asks of syntax trees: reads of a node's properties and calls of its methods, each of which
 * crosses into WebAssembly. They are what an analysis spends its time on, and the same on every machine.
 */
export async function countQuestions<T>(
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly asked: number }> {
  const prototype: object = treeSitter.Node.prototype;
  const own = Object.entries(Object.getOwnPropertyDescriptors(prototype)).filter(([name]) => name !== "constructor");
  let asked = 0;
  for (const [name, descriptor] of own) {
    const original: unknown = Reflect.get(descriptor, descriptor.get ? "get" : "value");
    if (typeof original !== "function") continue;
    const counted = function (this: unknown, ...args: unknown[]): unknown {
      asked++;
      return Reflect.apply(original, this, args);
    };
    Object.defineProperty(prototype, name, {
      ...descriptor,
      ...(descriptor.get ? { get: counted } : { value: counted }),
    });
  }
  try {
    return { result: await work(), asked };
  } finally {
    for (const [name, descriptor] of own) Object.defineProperty(prototype, name, descriptor);
  }
}
