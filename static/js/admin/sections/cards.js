/** One section as a card: its head with the tools, its fields folded away, taken out and back. */

import { cards, changed, field, fromTemplate, group, isRemoved, nameOf, say } from "./list.js";

const fieldsOf = (card) => card.querySelector(".section-fields");
const toggleOf = (card) => card.querySelector("[data-toggle]");

export function fold(card, folded) {
  // Found by the browser's own search, and by a link to a field in it, all the same.
  if (folded) fieldsOf(card).setAttribute("hidden", "until-found");
  else fieldsOf(card).removeAttribute("hidden");
  toggleOf(card).ariaExpanded = String(!folded);
}

/** Give a card what only a script can do. */
export function equip(card) {
  const name = card.querySelector(".section-name");
  const toggle = document.createElement("button");
  toggle.type = "button";
  toggle.dataset.toggle = "";
  toggle.setAttribute("aria-controls", fieldsOf(card).id);
  const [number, words] = ["place", "name"].map((part) => {
    const span = document.createElement("span");
    span.dataset[part] = "";
    return span;
  });
  words.textContent = nameOf(card);
  toggle.append(number, " ", words);
  name.replaceChildren(toggle);
  name.before(fromTemplate("section-handle"));
  card.querySelector(".section-head").append(fromTemplate("section-tools"));
  for (const button of card.querySelectorAll(".section-tools button")) {
    button.setAttribute("aria-describedby", name.id);
  }
  card.append(fromTemplate("section-add"));
  card.querySelector("[data-add]").setAttribute("aria-describedby", name.id);
  fold(card, false);
  show(card);
}

/** As its box says: there, or a single line until the draft is saved. */
function show(card) {
  const removed = isRemoved(card);
  card.classList.toggle("removed", removed);
  toggleOf(card).disabled = removed;
  card.querySelector("[data-remove]").hidden = removed || !field(card, "DELETE");
  card.querySelector("[data-undo]").hidden = !removed;
  for (const button of card.querySelectorAll("[data-move]")) button.hidden = removed;
}

export function remove(card, removed) {
  field(card, "DELETE").checked = removed;
  show(card);
  changed();
}

function press({ target }) {
  const card = target.closest("[data-section]");
  const toggle = target.closest("[data-toggle]");
  if (toggle) fold(card, toggle.ariaExpanded === "true");
  const removing = target.matches("[data-remove]");
  if (!removing && !target.matches("[data-undo]")) return;
  // Undone, it is counted; removed, it was.
  if (removing) say("removed", card);
  remove(card, removing);
  if (!removing) say("undone", card);
  card.querySelector(removing ? "[data-undo]" : "[data-remove]").focus();
}

function foldAll({ target }) {
  const folded = target.ariaPressed !== "true";
  target.ariaPressed = String(folded);
  for (const card of cards()) fold(card, folded);
}

export function watchCards() {
  group.querySelector(".inline-heading").after(fromTemplate("sections-fold"));
  group.querySelector("[data-fold-all]").addEventListener("click", foldAll);
  group.addEventListener("click", press);
  group.addEventListener("beforematch", ({ target }) => fold(target.closest("[data-section]"), false));
  group.addEventListener("input", ({ target }) => {
    const card = target.closest("[data-section]");
    if (card && target === field(card, "heading")) {
      card.querySelector("[data-name]").textContent = nameOf(card);
    }
  });
}
