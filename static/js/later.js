/**
 * Scripts that most visits don't need come when they are needed: the preview when somebody begins
 * to write, the announcement of new comments when a thread has been open for a minute.
 */

const MINUTE = 60_000;

document.addEventListener("focusin", ({ target }) => {
  const button = target.form?.querySelector("[data-preview]");
  if (button) import(button.dataset.preview);
});

const place = document.querySelector("[data-latest] ~ .announce");
if (place) setTimeout(() => import(place.dataset.module), MINUTE);
