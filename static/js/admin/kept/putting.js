/**
 * Kept text back into its form: only what was changed, so that what others saved stays. Where both
 * changed the same, saving asks, as the form says what the kept text was written over.
 */

import { addSection } from "../sections/adding.js";
import { remove } from "../sections/cards.js";
import { cards, changed, isRemoved, nameOf } from "../sections/list.js";
import { changedFields, isMoved, sectionOf } from "./differences.js";
import { isNew, sendOver } from "./snapshot.js";

function fill(control, value, words) {
  if (!control) return;
  if (control.type === "checkbox") control.checked = value === "on";
  else if (control.options && ![...control.options].some((option) => option.value === value)) {
    // A list that is looked up as one types holds only what is chosen.
    const name = control.name.replace(/^.*-/, "");
    control.append(new Option(words[`${name}=${value}`] ?? value, value));
  }
  if (control.type !== "checkbox") control.value = value;
  for (const kind of ["input", "change"]) control.dispatchEvent(new Event(kind, { bubbles: true }));
}

/** The card of a section; a new one that was stored after all is told by its heading. */
function cardOf({ id, fields }, base) {
  const all = cards();
  const isIt = (card) => !sectionOf(base, card.dataset.row) && nameOf(card) === fields.heading;
  return all.find((card) => card.dataset.row === id) ?? (isNew(id) ? all.find(isIt) : undefined);
}

function putSection(section, { base, now, words }, previous) {
  const { id, fields, removed } = section;
  const before = sectionOf(base, id)?.fields;
  let card = cardOf(section, base);
  let written = changedFields(before ?? {}, fields);
  if (!card) {
    // Somebody else took it out, and nothing of it was changed here; or it was added and left.
    if (!written.length || removed) return previous;
    card = addSection(previous);
    card.dataset.row = id;
    written = changedFields({}, fields);
  }
  for (const [name, , value] of written) {
    fill(card.querySelector(`[name="${card.id}-${name}"]`), value, words);
  }
  if (removed !== isRemoved(card)) remove(card, removed);
  const place = isMoved({ base, now }) && (previous ? previous.nextElementSibling : cards()[0]) !== card;
  if (place && previous) previous.after(card);
  else if (place) cards()[0].before(card);
  return card;
}

export function put(form, text) {
  const { base, loaded, now, words } = text;
  sendOver(form, loaded);
  for (const [name, , value] of changedFields(base.fields, now.fields)) {
    fill(form.elements[name], value, words);
  }
  now.sections.reduce((previous, section) => putSection(section, text, previous), null);
  changed();
}
