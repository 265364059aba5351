/**
 * Names that differ from each other, for formats that find a column by its name: a repeated one gets a number, `id`, `id_2`.
 * Names that differ in case only count as repeated, as they do for Spark, which reads such files.
 */
export function distinctNames(names: readonly string[]): string[] {
  const taken = new Set(names.map((name) => name.toLowerCase()));
  const seen = new Set<string>();
  return names.map((name) => {
    const key = name.toLowerCase();
    if (!seen.has(key)) {
      seen.add(key);
      return name;
    }
    let number = 2;
    while (taken.has(`${key}_${number}`)) number++;
    taken.add(`${key}_${number}`);
    return `${name}_${number}`;
  });
}
