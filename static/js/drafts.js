/**
 * What somebody types into a comment's form stays in this browser until it is posted (posted.js).
 * It is kept with every key, under who is signed in, where it will be sent and whom it answers;
 * nobody else is shown it.
 */

const FIELDS = ["body", "supports", "spoils", "quote", "section_key", "paragraph", "submission"];
const reader = document.querySelector("[data-member]")?.dataset.member ?? "";
const drafts = new WeakMap();

const noteIn = (form) => form.querySelector("[data-draft]");

function take({ elements }) {
  const names = FIELDS.filter((name) => elements[name]);
  return Object.fromEntries(names.map((name) => [name, elements[name].value]));
}

function put({ elements }, values) {
  for (const [name, value] of Object.entries(values)) {
    const field = elements[name];
    if (field) field.value = value;
    // A reading that can't be chosen any more.
    if (field?.selectedIndex < 0) field.selectedIndex = 0;
  }
}

const newKey = (place) => ["draft", reader, place, Math.random()].join("\n");

/** This reader's drafts, newest first; also what a guest typed in this tab before signing in. */
function kept() {
  return Object.keys(localStorage)
    .map((key) => [key, ...key.split("\n")])
    .filter(([key, kind, owner]) => kind === "draft" && owner === (sessionStorage[key] ?? reader))
    .map(([key, , owner, place]) => {
      const raw = localStorage[key];
      return { key, owner, place, raw, ...JSON.parse(raw) };
    })
    .sort((one, other) => other.at - one.at);
}

function save(form) {
  const draft = drafts.get(form);
  if (!draft) return;
  try {
    // Another tab went on with it, or posted it: from here on these are two.
    if ((localStorage[draft.key] ?? "") !== draft.raw) draft.key = newKey(draft.place);
    const values = take(form);
    draft.raw = values.body.trim() && JSON.stringify({ at: Date.now(), values });
    if (draft.raw) localStorage[draft.key] = draft.raw;
    else localStorage.removeItem(draft.key);
    if (!reader) sessionStorage[draft.key] = "";
    form.dataset.kept = draft.key;
  } catch {
    // No room, or not allowed: whoever leaves is asked first (keep.js).
    delete form.dataset.kept;
  }
}

/** Put back what was typed, unless the server put a text into the form: that is the newer one. */
function watch(form) {
  const { body, parent, paragraph } = form.elements;
  const place = [form.getAttribute("action"), parent?.value, paragraph?.value].join(" ");
  const draft = { place, key: newKey(place), raw: "", start: take(form) };
  drafts.set(form, draft);
  const mine = kept();
  const same = mine.find(({ values }) => values.body.trim() === body.value.trim());
  const free = body.value === body.defaultValue && !noteIn(form).matches("[data-filled]");
  const found = same ?? (free && mine.find((one) => one.place === place));
  if (!found) return;
  if (!same) show(form, found.values, false);
  if (found.owner === reader) {
    Object.assign(draft, { key: found.key, raw: found.raw });
    form.dataset.kept = found.key;
  } else {
    localStorage.removeItem(found.key);
    save(form);
  }
}

function show(form, values, hidden) {
  put(form, values);
  noteIn(form).hidden = hidden;
  form.dispatchEvent(new Event("restored", { bubbles: true }));
}

function begin(part) {
  for (const form of part.querySelectorAll("form:has([data-draft])")) {
    try {
      if (!drafts.has(form)) watch(form);
    } catch {
      // A browser that keeps nothing: the form is as the server made it.
    }
  }
}

begin(document);
document.addEventListener("htmx:load", ({ target }) => begin(target));
document.addEventListener("input", ({ target }) => target.form && save(target.form));

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-draft] button");
  const form = button?.form;
  const draft = drafts.get(form);
  if (!draft) return;
  const { body } = form.elements;
  const filled = noteIn(form).matches("[data-filled]");
  // What the session keeps is forgotten there: the button sends it.
  if (!filled) {
    event.preventDefault();
    show(form, draft.start, true);
    body.dispatchEvent(new Event("input", { bubbles: true }));
    body.focus();
  }
  localStorage.removeItem(draft.key);
  draft.raw = "";
});
