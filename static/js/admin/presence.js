/**
 * Who else has this draft open: says every few seconds that it is open here, and shows who else has
 * said so. The server says when to ask again, so that somebody who left is gone in time.
 */

const line = document.querySelector("[data-presence]");
// With so many answers missing nobody knows any more who is there.
const MOST_MISSED = 6;
const AGAIN = 20;

let missed = 0;
let timer;

function send(method, options) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  return fetch(line.dataset.presence, { method, headers: { "X-CSRFToken": token }, ...options });
}

async function ask() {
  const version = document.querySelector("#id_version")?.value ?? "";
  const response = await send("POST", { body: new URLSearchParams({ version }) });
  // A session that has ended answers with the page to sign in.
  if (!response.ok || response.redirected) throw new Error(response.statusText);
  return response.json();
}

/** Said only when it changes: screen readers read it out. */
function show(words) {
  if (line.textContent !== words) line.textContent = words;
}

async function tell() {
  clearTimeout(timer);
  let next = AGAIN;
  try {
    const answer = await ask();
    missed = 0;
    next = answer.next;
    show(answer.line);
  } catch {
    missed += 1;
    if (missed >= MOST_MISSED) show("");
  }
  clearTimeout(timer);
  timer = setTimeout(tell, next * 1000);
}

function leave() {
  clearTimeout(timer);
  send("DELETE", { keepalive: true }).catch(() => {});
}

if (line) {
  window.addEventListener("pagehide", leave);
  // Also when the browser brings the page back as it was.
  window.addEventListener("pageshow", tell);
  // A tab that slept may have told nothing for minutes.
  document.addEventListener("visibilitychange", () => document.hidden || tell());
}
