const folders = /(?:^|\/)(?:tests?|__tests__|spec|fixtures|testdata)\//;
const names = /(?:^|\/)(?:test_|conftest\.)|(?:[._](?:test|spec)|Tests?|Spec)\.\w+$/;

/** Whether a file is a test by its path, in the ways of any language: what it says is no product's. */
export function isTestFile(path: string): boolean {
  return folders.test(path) || names.test(path);
}
