/** Makes an element; attributes with `false` are left out. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string | boolean>,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

export function button(className: string, label: string, text: string, run: () => void): HTMLButtonElement {
  const element = make("button", { type: "button", class: className, "aria-label": label, title: label }, text);
  element.addEventListener("click", run);
  return element;
}
