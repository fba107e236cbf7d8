/**
 * Under the form stands what would be stored. It follows the typing at every pause; "Preview" asks
 * for it at once, and has it read out.
 */

const PAUSE = 500;
const running = new WeakMap();

async function show(button, spoken) {
  const { form, formAction } = button;
  const here = form.querySelector("[data-preview-here]");
  running.get(form)?.abort();
  const control = new AbortController();
  running.set(form, control);
  here.ariaLive = spoken ? "polite" : "off";
  if (!spoken && !form.elements.body.value.trim()) return here.replaceChildren();
  const body = new URLSearchParams(new FormData(form));
  const response = await fetch(formAction, { method: "POST", body, signal: control.signal });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const shown = page.getElementById("preview");
  shown.removeAttribute("id");
  return here.replaceChildren(shown);
}

let waiting;

function follow(target) {
  const button = target.form?.querySelector("button[data-preview]");
  if (!button || !target.matches("textarea")) return;
  clearTimeout(waiting);
  // Where it fails, what was shown last stays; nobody asked.
  waiting = setTimeout(() => document.hidden || show(button, false).catch(() => {}), PAUSE);
}

document.addEventListener("input", ({ target }) => follow(target));

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-preview]");
  if (!button) return;
  event.preventDefault();
  clearTimeout(waiting);
  show(button, true).catch(({ name }) => name === "AbortError" || button.form.requestSubmit(button));
});

// What was typed before this script arrived.
follow(document.activeElement);
