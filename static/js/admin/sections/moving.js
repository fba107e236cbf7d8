/** Sections moved with the keyboard: Up and Down, or Alt with an arrow on a section's head. */

import { changed, group, isRemoved, say, staying } from "./list.js";

const STEPS = { ArrowUp: -1, ArrowDown: 1 };

/** One place up or down, past what is taken out. */
function move(card, step, focused) {
  const other = staying()[staying().indexOf(card) + step];
  if (!other) return;
  // The neighbour changes its place: what has the focus is not taken out of the page.
  if (step < 0) card.after(other);
  else card.before(other);
  changed();
  focused.scrollIntoView({ block: "nearest" });
  say("moved", card);
}

export function watchMoves() {
  group.addEventListener("click", ({ target }) => {
    if (target.matches("[data-move]")) {
      move(target.closest("[data-section]"), Number(target.dataset.move), target);
    }
  });
  group.addEventListener("keydown", (event) => {
    const step = event.altKey && STEPS[event.key];
    const card = step && event.target.closest(".section-head")?.closest("[data-section]");
    if (!card || isRemoved(card)) return;
    event.preventDefault();
    move(card, step, event.target);
  });
}
