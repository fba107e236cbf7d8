/**
 * Scripts that most visits don't need come when they are needed: htmx (act.js) and the form of a
 * reply when somebody points at a button or a link that uses them, the preview when somebody begins
 * to write, what leads to the words of a text when some are chosen, the announcement of new
 * comments when a thread has been open for a minute.
 */

const MINUTE = 60_000;
let htmx;

/** It is no module, and only begins in a page that is all there; before, forms and links lead on. */
function fetchHtmx() {
  htmx ??= new Promise((arrived, failed) => {
    const { src } = document.querySelector("[name=htmx-config]").dataset;
    const script = Object.assign(document.createElement("script"), { src });
    script.onload = arrived;
    script.onerror = () => {
      htmx = undefined;
      failed();
    };
    document.head.append(script);
  });
  return htmx;
}

const fetchReply = () => Promise.all([fetchHtmx(), import("./later/reply.js")]);
const isWhole = () => document.readyState === "complete";

function expect({ target }) {
  if (!isWhole()) return;
  if (target.closest("[form=act]")) fetchHtmx().catch(() => {});
  if (target.closest("a[data-reply]")) fetchReply().catch(() => {});
}

/** Pressed before the script was here: once more when it is, or else as without scripts. */
function act(event) {
  const { target: form, submitter } = event;
  if (form.id !== "act" || !submitter || window.htmx || !isWhole()) return;
  event.preventDefault();
  // Not requestSubmit: by the click htmx knows which button it was.
  const again = () => submitter.click();
  fetchHtmx().then(again, () => {
    if (!navigator.onLine) return document.dispatchEvent(new Event("htmx:sendError"));
    document.removeEventListener("submit", act, true);
    return again();
  });
}

/** The click is this script's alone: reply.js may be here, and what it needs not yet. */
function reply(event) {
  const link = event.target.closest("article[data-part] a[data-reply]");
  if (!link || !isWhole() || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  const answer = () => link.dispatchEvent(new Event("reply", { bubbles: true }));
  fetchReply().then(answer, () => location.assign(link.href));
}

document.addEventListener("pointerover", expect);
document.addEventListener("focusin", expect);
// First of all that listen: to the others it has not been sent yet.
document.addEventListener("submit", act, true);
document.addEventListener("click", reply);

document.addEventListener("focusin", ({ target }) => {
  if (target.form?.querySelector("[data-preview]")) import("./later/preview.js");
});

document.addEventListener("selectionchange", function choose() {
  if (getSelection().isCollapsed || !document.getElementById("discuss-words")) return;
  document.removeEventListener("selectionchange", choose);
  import("./later/line.js");
});

if (document.querySelector(".new-mark")) import("./later/news.js");
if (document.querySelector("[data-latest] ~ .announce")) {
  setTimeout(() => import("./later/latest.js"), MINUTE);
}
