/** The list of sections: which there are, in which order, and how one speaks of them. */

export const group = document.querySelector("[data-sections]");
export const list = group?.querySelector("[data-section-list]");
const said = group?.querySelector("[data-section-said]");

export const cards = () => [...list.querySelectorAll("[data-section]")];
export const field = (card, name) => card.querySelector(`[name="${card.id}-${name}"]`);
export const isRemoved = (card) => Boolean(field(card, "DELETE")?.checked);
export const staying = () => cards().filter((card) => !isRemoved(card));

export function nameOf(card) {
  return field(card, "heading").value.trim() || group.dataset.unnamed;
}

/** Tell a screen reader; ``what`` names one of the group's sentences. */
export function say(what, card) {
  const all = staying();
  const words = { name: nameOf(card), place: all.indexOf(card) + 1, number: all.length };
  // Emptied first: the same words once more are news as well.
  said.textContent = "";
  const sentence = group.dataset[what].replace(/\{(\w+)\}/g, (_, word) => words[word]);
  requestAnimationFrame(() => (said.textContent = sentence));
}

/** Tell whoever listens that sections were moved, added or taken out. */
export const changed = () => group.dispatchEvent(new Event("sections:changed", { bubbles: true }));

/** Numbers beside the headings; the first can't go up, nor the last down. */
export function place() {
  const all = staying();
  cards().forEach((card) => {
    const at = all.indexOf(card);
    card.querySelector("[data-place]").textContent = at < 0 ? "" : `${at + 1}.`;
    const [up, down] = card.querySelectorAll("[data-move]");
    // Not disabled: the button that was just pressed keeps the focus.
    up.ariaDisabled = String(at <= 0);
    down.ariaDisabled = String(at < 0 || at === all.length - 1);
  });
}

/** What the server orders by, beginning with the number that the first one had. Sections that go
    keep theirs. */
export function renumber() {
  const first = Math.min(...cards().map(orderOf));
  staying().forEach((card, at) => {
    field(card, "order").value = (Number.isFinite(first) ? first : 0) + at;
  });
  place();
}

const orderOf = (card) => Number(field(card, "order").value || Infinity);

/** Show them in the order of their numbers; one without a number comes last. */
export function sort() {
  const sorted = cards().sort((one, other) => orderOf(one) - orderOf(other));
  if (sorted.some((card, at) => card !== cards()[at])) list.prepend(...sorted);
}

/** A copy of what a template of the page holds. */
export function fromTemplate(name) {
  return document.querySelector(`template[data-${name}]`).content.cloneNode(true);
}
