/**
 * What an editor types into a draft stays in this browser until the server says that it is stored,
 * and is offered back where it never got there: after a crash, a session that ended, a refused save.
 */

import "../sections/sections.js";
import { offer } from "./offer.js";
import { loadedBy, read, saysTheSame, wordsIn } from "./snapshot.js";
import { drop, forget, heldElsewhere, hold, keep, letGo, nameOf, newKey, textsOf } from "./store.js";

const PAUSE = 400; // milliseconds
const SENT = "edition sent";

const notes = document.querySelector("[data-kept]");
const place = notes.dataset;
const form = document.querySelector("#edition_form:has([name=version])");
const said = notes.querySelector("[data-kept-said]");

let text;
let waiting;
let leaving = false;
let isLost = false;

/** Keep the form as it stands, or forget it where nothing is left to save. */
function save() {
  clearTimeout(waiting);
  waiting = undefined;
  const now = read(form);
  if (JSON.stringify(now) === JSON.stringify(text.now)) return;
  Object.assign(text, { at: Date.now(), now, words: wordsIn(form), loaded: loadedBy(form) });
  const isUnsaved = JSON.stringify(now) !== JSON.stringify(text.base);
  if (isUnsaved) isLost = !keep(text);
  else drop(text);
  said.textContent = isUnsaved && isLost ? place.full : "";
}

/** A picker tells nobody that something was chosen: every press may have been one. */
const soon = () => (waiting ??= setTimeout(save, PAUSE));

function sendName({ formData }) {
  save();
  if (!text.at) return;
  formData.set("kept", nameOf(text));
  if (!isLost) sessionStorage[SENT] = text.key;
}

function ask(event) {
  if (isLost && !leaving) event.preventDefault();
  leaving = false;
}

function watch() {
  for (const kind of ["input", "change", "click", "keyup", "sections:changed"]) {
    document.addEventListener(kind, soon);
  }
  document.addEventListener("visibilitychange", save);
  window.addEventListener("pagehide", () => {
    save();
    letGo();
  });
  form.addEventListener("submit", ({ defaultPrevented }) => (leaving = !defaultPrevented));
  form.addEventListener("formdata", sendName);
  window.addEventListener("beforeunload", ask);
}

/** The kept text that this form goes on with: what a refused save sent, or what the browser itself
    has put back into the fields. */
function begin(texts) {
  const sent = read(form, true);
  const now = read(form);
  const same = texts.find((each) => saysTheSame(each.now, now));
  const isOpen = "refused" in place || !saysTheSame(now, sent);
  const empty = { fields: {}, sections: [] };
  if (same && isOpen) return { ...same, now: undefined };
  const fresh = { key: newKey(place) };
  if ("refused" in place) return { ...fresh, base: empty };
  // Saved, though nobody said so.
  texts.filter((each) => saysTheSame(each.now, sent)).forEach(drop);
  return { ...fresh, base: sent, now: sent };
}

function takeSent() {
  try {
    const key = sessionStorage[SENT];
    sessionStorage.removeItem(SENT);
    return key;
  } catch {
    return undefined;
  }
}

async function start() {
  forget(place.stored.split(" "));
  const held = await heldElsewhere(takeSent());
  const texts = textsOf(place).filter(({ key }) => !held.has(key));
  if (form) {
    text = begin(texts);
    hold(text.key);
    watch();
    save();
  }
  if (notes.querySelector("[data-offer]")) offer({ notes, form, place, own: text, save });
}

start();
