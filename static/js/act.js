/**
 * Votes, ratings and useful marks without a new page. A button of the form #act posts and the
 * server answers with a whole page, as it does without this script; of that page only the part
 * that the button stands in takes the place of the old one.
 */

const ERROR = 400;
const SHOWN_FOR = 8000;
const notice = document.getElementById("notice");
let hiding;

/** Say something; a problem also for those who see the page. */
function say(text, { problem = false } = {}) {
  if (!notice || !text) return;
  clearTimeout(hiding);
  notice.className = problem ? "notice" : "visually-hidden";
  notice.textContent = text;
  hiding = setTimeout(() => (notice.textContent = ""), SHOWN_FOR);
}

const words = (element) => element?.textContent.replace(/\s+/g, " ").trim() ?? "";

/** The heading of an error page and its first sentence. */
function problemOn(page) {
  const heading = words(page.querySelector("main h1"));
  const detail = words(page.querySelector("main [data-message], main h1 ~ p"));
  return [heading, detail].filter(Boolean).join(". ") || notice?.dataset.failed;
}

function buttonOf(detail) {
  const config = detail.requestConfig;
  return config?.elt.id === "act" ? config.triggeringEvent?.submitter : null;
}

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const button = buttonOf(detail);
  if (!button) return;
  const part = button.closest("[data-part]");
  const { status, responseText, responseURL } = detail.xhr;
  const page = new DOMParser().parseFromString(responseText, "text/html");
  const asks = page.querySelector("[data-confirm]");
  const stayed = new URL(responseURL).pathname === new URL(button.formAction).pathname;

  detail.shouldSwap = false;
  if (status >= ERROR && !asks) {
    say(problemOn(page), { problem: true });
  } else if (part && page.getElementById(part.id)) {
    detail.shouldSwap = true;
    detail.target = part;
    detail.selectOverride = `#${part.id}`;
    detail.swapOverride = "outerHTML show:none";
  } else if (stayed) {
    // A question before the deed, under the address of the deed: it can't be fetched again.
    detail.shouldSwap = true;
    detail.target = document.getElementById("main");
    detail.selectOverride = "#main";
    detail.swapOverride = "outerHTML show:window:top";
  } else {
    location.assign(responseURL);
  }
});

/** The button that was pressed, as it came back; where it is folded away, what unfolds it. */
function successor(part, button) {
  const same = [...part.querySelectorAll("button")].filter(
    (candidate) =>
      candidate.name === button.name &&
      candidate.getAttribute("formaction") === button.getAttribute("formaction"),
  );
  const found = same.find((candidate) => candidate.value === button.value) ?? same[0];
  const fold = found?.closest("details:not([open])");
  return fold ? fold.querySelector("summary") : found;
}

document.addEventListener("htmx:afterSettle", ({ detail }) => {
  const button = buttonOf(detail);
  const old = button?.closest("[data-part]");
  const part = old && document.getElementById(old.id);
  if (!part) return;
  const next = successor(part, button);
  next?.focus({ preventScroll: true });
  const result = part.querySelector("[data-result]");
  if (result && !next?.contains(result)) say(words(result));
});

document.addEventListener("htmx:sendError", () => say(notice?.dataset.offline, { problem: true }));
