/**
 * Under a statement that is being typed stand the readings that are like it. What has been shown
 * goes along with the form: it is not asked about once more.
 */

const PAUSE = 500;
const SHORTEST = 8; // characters: fewer say nothing yet

const form = document.querySelector("form[data-alike]");
const statement = form?.elements.statement;
const here = form?.querySelector("[data-alike-here]");
let waiting;
let running;

async function look() {
  running?.abort();
  running = new AbortController();
  const body = new URLSearchParams({ statement: statement.value });
  const response = await fetch(form.dataset.alike, { method: "POST", body, signal: running.signal });
  if (!response.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  show(page.getElementById("alike").firstElementChild);
}

/** The same list again is not read out again. */
function show(list) {
  const { seen } = form.elements;
  const keys = list?.dataset.seen ?? "";
  if (keys === (here.firstElementChild?.dataset.seen ?? "")) return;
  here.replaceChildren(...(list ? [list] : []));
  seen.value = [...new Set(`${seen.value},${keys}`.split(","))].filter(Boolean).slice(-50).join(",");
}

statement?.addEventListener("input", () => {
  clearTimeout(waiting);
  if (statement.value.trim().length < SHORTEST) return show(null);
  // Where it fails, what was shown last stays; the server asks once more when it is sent.
  return (waiting = setTimeout(() => look().catch(() => {}), PAUSE));
});
