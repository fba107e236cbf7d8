/** New sections, where they are wanted. */

import { equip } from "./cards.js";
import { changed, field, fromTemplate, group, list, say } from "./list.js";

const rows = () => document.getElementById(`id_${group.dataset.sections}-TOTAL_FORMS`);

/** An empty section after that one, or before all others. What is there gets its number for good:
    a row that is taken out again is sent along, marked, and no other row changes its name. */
export function addSection(before) {
  const number = rows().value;
  const fresh = fromTemplate("new-section");
  const card = fresh.querySelector("[data-section]");
  for (const element of [card, ...card.querySelectorAll("*")]) {
    for (const { name, value } of [...element.attributes]) {
      if (value.includes("__prefix__")) {
        element.setAttribute(name, value.replaceAll("__prefix__", number));
      }
    }
  }
  if (before) before.after(card);
  else list.prepend(card);
  rows().value = Number(number) + 1;
  equip(card);
  const detail = { formsetName: group.dataset.sections };
  card.dispatchEvent(new CustomEvent("formset:added", { bubbles: true, detail }));
  changed();
  return card;
}

/** The empty row at the end is for whoever has no script. */
export function dropBlank() {
  const card = document.getElementById(`${group.dataset.sections}-${rows().value - 1}`);
  const isBlank = (name) => !field(card, name).value.trim();
  if (!card || field(card, "id")?.value || card.querySelector(".errorlist")) return;
  if (!["heading", "key", "body"].every(isBlank)) return;
  card.remove();
  rows().value -= 1;
}

function add({ target }) {
  if (!target.matches("[data-add]")) return;
  const card = addSection(target.closest("[data-section]"));
  say("added", card);
  field(card, "heading").focus();
}

/** The place before the first one; every section has the one after it. */
export function watchAdding() {
  if (!document.querySelector("template[data-new-section]")) return;
  list.before(fromTemplate("section-add"));
  group.addEventListener("click", add);
}
