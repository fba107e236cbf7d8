/**
 * From one new comment of a thread to the next: "n" leads there and "p" back. They are marked by
 * the server, or by the script that put them in (insert.js).
 */

const STEPS = { n: 1, p: -1 };
let last;

/** Where nobody has been led yet, the top of the window is where one stands. */
function go(step) {
  const here = document.activeElement.closest("article") ?? last;
  const isBefore = (article) =>
    here
      ? article.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING
      : article.getBoundingClientRect().top < 0;
  const others = [...document.querySelectorAll("#thread .new-mark ~ article")].filter(
    (article) => article !== here,
  );
  const at = others.filter(isBefore).length;
  const next = others[step > 0 ? at : at - 1];
  if (!next) return;
  last = next;
  next.closest("details")?.setAttribute("open", "");
  next.tabIndex = -1;
  next.focus({ preventScroll: true });
  next.scrollIntoView();
}

document.addEventListener("keydown", ({ key, target, ctrlKey, metaKey, altKey }) => {
  const typing = target.closest("input, textarea, select");
  if (STEPS[key] && !typing && !ctrlKey && !metaKey && !altKey) go(STEPS[key]);
});

document.addEventListener("click", ({ target }) => target.closest("[data-go]") && go(1));
