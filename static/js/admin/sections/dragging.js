/**
 * Sections dragged by their handle, with a mouse, a pen or a finger. Meanwhile all of them are one
 * line each, so that the place where one goes is in sight.
 */

import { cards, changed, group, list, say } from "./list.js";

// Near the edge of the window the page moves along: so near, and so far each time, in pixels.
const EDGE = 56;
const STEP = 12;

let drag;

/** Keep a card under the pointer while what stands above it grows or shrinks. */
function inPlace(card, change) {
  const before = card.getBoundingClientRect().top;
  change();
  window.scrollBy({ top: card.getBoundingClientRect().top - before, behavior: "instant" });
}

function take(event) {
  const handle = event.target.closest("[data-handle]");
  if (!handle || event.button !== 0 || drag) return;
  event.preventDefault();
  const card = handle.closest("[data-section]");
  drag = { card, id: event.pointerId, y: event.clientY, order: cards() };
  inPlace(card, () => list.classList.add("ordering"));
  card.classList.add("dragged");
  drag.frame = requestAnimationFrame(scroll);
}

function pull(event) {
  if (event.pointerId !== drag?.id) return;
  drag.y = event.clientY;
  settle();
}

/** Neighbours step aside: the dragged card itself stays in the page, or the drag would end. */
function settle() {
  const { card, y } = drag;
  const { top, bottom } = card.getBoundingClientRect();
  const [above, below] = [card.previousElementSibling, card.nextElementSibling];
  const middle = (other) => {
    const box = other.getBoundingClientRect();
    return box.top + box.height / 2;
  };
  if (y < top && above && y < middle(above)) card.after(above);
  else if (y > bottom && below?.matches("[data-section]") && y > middle(below)) card.before(below);
  else return;
  settle();
}

function scroll() {
  const up = drag.y < EDGE;
  if (up || drag.y > window.innerHeight - EDGE) {
    window.scrollBy({ top: up ? -STEP : STEP, behavior: "instant" });
    settle();
  }
  drag.frame = requestAnimationFrame(scroll);
}

function drop(keep) {
  const { card, frame, order } = drag;
  cancelAnimationFrame(frame);
  const moved = order.indexOf(card) !== cards().indexOf(card);
  if (!keep) list.prepend(...order);
  inPlace(card, () => list.classList.remove("ordering"));
  card.classList.remove("dragged");
  drag = undefined;
  if (!keep || !moved) return;
  changed();
  say("moved", card);
}

export function watchDrags() {
  group.addEventListener("pointerdown", take);
  document.addEventListener("pointermove", pull);
  document.addEventListener("pointerup", ({ pointerId }) => pointerId === drag?.id && drop(true));
  document.addEventListener("pointercancel", ({ pointerId }) => pointerId === drag?.id && drop(false));
  document.addEventListener("keydown", (event) => {
    if (!drag || event.key !== "Escape") return;
    event.preventDefault();
    drop(false);
  });
}
