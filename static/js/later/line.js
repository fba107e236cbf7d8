/**
 * "Discuss these words" appears where words of the explanation are chosen, and puts them above the
 * form that ends its thread (../quoting.js). Without this script the ¶ beside each paragraph leads to
 * the same. It comes with the first words that somebody chooses (../later.js).
 */

const MOST = 500; // characters, as the form takes them
const PAUSE = 250; // a selection that still grows is no choice yet

const button = document.getElementById("discuss-words");
const form = () => document.getElementById("comment-form");
const home = button.parentElement;
let waiting;
let chosen;

/** The selection, cut to its first paragraph; nothing where that is none of the text's. */
function choice() {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount) return;
  const range = selection.getRangeAt(0).cloneRange();
  const from = range.startContainer;
  const element = from.nodeType === Node.ELEMENT_NODE ? from : from.parentElement;
  const paragraph = element.closest(".chapter .prose > p[id]");
  const end = paragraph?.querySelector(".pilcrow");
  if (!end) return;
  if (range.comparePoint(end, 0) <= 0) range.setEndBefore(end);
  const words = range.toString().replace(/\s+/g, " ").trim();
  // Covered words stay covered.
  if (!words || range.cloneContents().querySelector(".spoiler") || element.closest(".spoiler")) return;
  return { range, paragraph, end, words: shortened(words) };
}

function shortened(words) {
  return words.length > MOST ? words.slice(0, words.lastIndexOf(" ", MOST)) : words;
}

/** Under the end of the words, where nothing else moves. */
function offer() {
  if (document.activeElement === button) return;
  chosen = form() && choice();
  button.hidden = !chosen;
  if (!chosen) return;
  const { range, paragraph, end } = chosen;
  if (end.previousElementSibling !== button) end.before(button);
  const last = [...range.getClientRects()].at(-1) ?? paragraph.getBoundingClientRect();
  const box = paragraph.getBoundingClientRect();
  const room = box.width - button.offsetWidth;
  const left = Math.max(0, Math.min(last.right - box.left - button.offsetWidth / 2, room));
  button.style.insetBlockStart = `${last.bottom - box.top}px`;
  button.style.left = `${left}px`;
}

/** The first Tab leads to it: a click on text puts the focus on the whole page, far before it. */
function pressed(event) {
  if (button.hidden) return;
  if (event.key === "Escape") withdraw();
  if (event.key !== "Tab" || event.shiftKey || chosen.reached) return;
  event.preventDefault();
  chosen.reached = true;
  button.focus();
}

/** It doesn't stay within a paragraph, whose words somebody may copy or choose. */
function withdraw() {
  button.hidden = true;
  home.append(button);
}

function discuss() {
  const place = form();
  if (!place || !chosen) return;
  const { words: quote, paragraph } = chosen;
  const detail = { quote, section_key: paragraph.closest(".chapter").id, paragraph: paragraph.id };
  place.dispatchEvent(new CustomEvent("quote", { detail, bubbles: true }));
  withdraw();
  getSelection().removeAllRanges();
  place.querySelector("[data-quoting]").scrollIntoView({ block: "center" });
  place.elements.body.focus({ preventScroll: true });
}

function follow() {
  clearTimeout(waiting);
  waiting = setTimeout(offer, PAUSE);
}

document.addEventListener("selectionchange", follow);
document.addEventListener("keydown", pressed);
// Pressing it must not undo the choice.
button.addEventListener("mousedown", (event) => event.preventDefault());
button.addEventListener("click", discuss);
// What was chosen before this script arrived.
follow();
