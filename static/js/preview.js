/**
 * "Preview" shows under the form what would be stored. Once asked for, it follows the typing.
 */

const PAUSE = 500;

function show(button) {
  const here = button.form.querySelector("[data-preview-here]");
  return window.htmx
    .ajax("POST", button.formAction, {
      source: button.form,
      target: here,
      select: "#preview",
      swap: "innerHTML show:none",
    })
    .then(() => here.firstElementChild?.removeAttribute("id"));
}

function follow(button) {
  if (button.form.dataset.previewed) return;
  button.form.dataset.previewed = "yes";
  let waiting;
  button.form.addEventListener("input", ({ target }) => {
    if (!target.matches("textarea")) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => show(button), PAUSE);
  });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-preview]");
  if (!button) return;
  event.preventDefault();
  show(button).then(
    () => follow(button),
    () => button.form.requestSubmit(button),
  );
});
