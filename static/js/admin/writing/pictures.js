/** A picture is chosen in a dialog, told in words, and put in as a paragraph of its own. */

import { block, type } from "./typing.js";

const PAUSE = 300; // milliseconds
const dialog = document.getElementById("writing-pictures");
const form = dialog?.querySelector("form");
const search = dialog?.querySelector("[type=search]");
let into;
let waiting;
let running;

export function choosePicture(text) {
  into = text;
  form.reset();
  dialog.returnValue = "";
  dialog.showModal();
  find();
}

async function find() {
  clearTimeout(waiting);
  running?.abort();
  running = new AbortController();
  const { signal } = running;
  const found = dialog.querySelector("[data-found]");
  try {
    const address = `${dialog.dataset.url}?${new URLSearchParams({ q: search.value })}`;
    const response = await fetch(address, { signal, redirect: "manual" });
    if (!response.ok) throw new Error(response.status);
    found.innerHTML = await response.text();
  } catch ({ name }) {
    if (name !== "AbortError") found.textContent = dialog.dataset.failed;
  }
}

/** Neither may end the Markdown that it stands in. */
const plain = (words) =>
  words.replace(/\s+/g, " ").replaceAll("\\", "").replaceAll("[", "(").replaceAll("]", ")").trim();
const quoted = (words) => words.replace(/\s+/g, " ").replace(/["\\]/g, "\\$&").trim();

function markdown({ picture, alt, caption }) {
  const below = caption.value.trim() ? ` "${quoted(caption.value)}"` : "";
  return `![${plain(alt.value)}](${picture.value}${below})`;
}

/** After the paragraph that the caret is in. */
function put(text, made) {
  const { value } = text;
  const { end } = block(value, text.selectionEnd, text.selectionEnd);
  const at = value.slice(0, end).trimEnd().length;
  const rest = value.slice(at).match(/^\s*/)[0].length;
  const words = `${at ? "\n\n" : ""}${made}${at + rest < value.length ? "\n\n" : "\n"}`;
  const caret = at + words.length;
  type(text, at, at + rest, words, [caret, caret]);
}

if (dialog) {
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(find, PAUSE);
  });
  search.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    find();
  });
  form.addEventListener("change", ({ target }) => {
    if (target.name !== "picture") return;
    form.elements.alt.value = target.dataset.alt;
    form.elements.caption.value = target.dataset.caption;
  });
  dialog.addEventListener("close", () => {
    into.focus();
    if (dialog.returnValue === "chosen") put(into, markdown(form.elements));
  });
}
