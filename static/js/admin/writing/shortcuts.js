/** Keys while one writes. None that Chromium or Firefox keep for themselves. */

import { pasteLink } from "./links.js";
import { use } from "./toolbar.js";

const KEYS = { b: "bold", i: "italic", k: "link" };
// With Shift as well. Digits by their place: what stands on them differs from keyboard to keyboard.
const SHIFTED = {
  KeyL: "cover",
  KeyF: "picture",
  Digit8: "list",
  Digit9: "quote",
};

function toolOf({ key, code, shiftKey }) {
  if (!shiftKey) return KEYS[key.toLowerCase()];
  return /^Key/.test(code) ? SHIFTED[`Key${key.toUpperCase()}`] : SHIFTED[code];
}

function buttonOf({ key, shiftKey }, form) {
  if (shiftKey) return null;
  const name = { s: "_continue", Enter: "_publish" }[key.length === 1 ? key.toLowerCase() : key];
  return name && form.querySelector(`[name=${name}]`);
}

export function listen(form) {
  form.addEventListener("keydown", (event) => {
    const { target, ctrlKey, metaKey, altKey } = event;
    if (ctrlKey === metaKey || altKey || event.isComposing) return;
    const tool = target.matches(".manuscript") && toolOf(event);
    if (!tool) return;
    event.preventDefault();
    use(tool, target);
  });
  // From anywhere on the page, but not out of a dialog.
  document.addEventListener("keydown", (event) => {
    const { ctrlKey, metaKey, altKey } = event;
    if (ctrlKey === metaKey || altKey || document.querySelector("dialog[open]")) return;
    const button = buttonOf(event, form);
    if (!button) return;
    event.preventDefault();
    if (!event.repeat) form.requestSubmit(button);
  });
  form.addEventListener("paste", (event) => event.target.matches(".manuscript") && pasteLink(event));
}
