/**
 * Ask before typed text is lost. The browser words the question; a form on its way takes its own
 * text along, and what is kept in the browser (drafts.js) is not lost: neither is asked about.
 */

let sent;

const isKept = (form) => form && "kept" in form.dataset;

const unsent = () =>
  [...document.querySelectorAll("textarea")].some(
    ({ form, value, defaultValue }) =>
      value !== defaultValue && !isKept(form) && (!sent || form !== sent),
  );

function ask(event) {
  if (unsent()) event.preventDefault();
  // Whoever stays has the form back, and it has not been sent.
  sent = undefined;
}

// Listening only once something was typed keeps other pages in the browser's back-forward cache.
document.addEventListener("input", ({ target }) => {
  if (target.matches("textarea") && !isKept(target.form)) window.addEventListener("beforeunload", ask);
});

// Prevented: a script sends it, and the page stays.
document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented) sent = event.target;
});
