/** What a comment's form is about stands above its text, and can be taken away. */

function show({ elements: { quote } }) {
  const quoting = quote?.form.querySelector("[data-quoting]");
  if (!quoting) return;
  quoting.querySelector("p").textContent = quote.value;
  quoting.hidden = !quote.value;
}

function fill(form, values) {
  for (const [name, value] of Object.entries(values)) form.elements[name].value = value;
  show(form);
  form.elements.quote.dispatchEvent(new Event("input", { bubbles: true }));
}

// Words that somebody chose (later/line.js), and those of a draft (drafts.js).
document.addEventListener("quote", ({ target, detail }) => fill(target, detail));
document.addEventListener("restored", ({ target }) => show(target));

document.addEventListener("click", ({ target }) => {
  const form = target.closest("[data-unquote]")?.form;
  if (!form) return;
  fill(form, { quote: "", section_key: "", paragraph: "" });
  form.elements.body.focus();
});
