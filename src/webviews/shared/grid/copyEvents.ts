/** What copies the selection of a grid. Holds no grid that has left the page. */
const copying = new WeakMap<Element, () => void>();

/** Has `copy` called when the system's copy command is given while the element has the focus. */
export function onCopy(element: Element, copy: () => void): void {
  copying.set(element, copy);
}

/** Without a text selection these events go to the body, and Chromium runs the copy command only if someone claims it. */
for (const name of ["beforecopy", "copy"]) {
  document.addEventListener(name, (event) => {
    const copy = document.activeElement && copying.get(document.activeElement);
    if (!copy) return;
    event.preventDefault();
    if (name === "copy") copy();
  });
}
