/**
 * The sections of a draft as cards: folded, moved, taken out and added in place. The form stays the
 * one that the server made: numbers for the order, boxes for what goes, a count of its rows.
 */

import { dropBlank, watchAdding } from "./adding.js";
import { equip, watchCards } from "./cards.js";
import { watchDrags } from "./dragging.js";
import { cards, group, place, renumber, sort } from "./list.js";
import { watchMoves } from "./moving.js";

if (group) {
  // Refused by the server, sections come back in the order of their rows.
  sort();
  dropBlank();
  cards().forEach(equip);
  watchAdding();
  watchCards();
  watchMoves();
  watchDrags();
  group.dataset.ready = "";
  place();
  group.addEventListener("sections:changed", renumber);
}
