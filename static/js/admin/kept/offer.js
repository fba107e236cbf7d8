/** The line above a form that offers unsaved text back: compared, put back, or thrown away. */

import { differences, inShort } from "./differences.js";
import { put } from "./putting.js";
import { drop, heldElsewhere, textsOf } from "./store.js";

// Milliseconds, within which a window that was just closed has let go of its text.
const ONCE_MORE = 1500;
const UNITS = [
  ["day", 24 * 60 * 60 * 1000],
  ["hour", 60 * 60 * 1000],
  ["minute", 60 * 1000],
  ["second", 1000],
];

function ago(at) {
  const passed = Date.now() - at;
  const [unit, size] = UNITS.find(([, each]) => passed >= each) ?? UNITS.at(-1);
  const format = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "auto" });
  return format.format(-Math.floor(passed / size), unit);
}

function describe(list, text, notes) {
  list.replaceChildren();
  for (const [where, before, after] of differences(text, notes)) {
    const { lead, old, fresh, tail } = inShort(before, after);
    const [term, words] = ["dt", "dd"].map((tag) => document.createElement(tag));
    term.textContent = where;
    words.append(lead);
    for (const [tag, part] of [["del", old], ["ins", fresh]]) {
      if (part) words.append(Object.assign(document.createElement(tag), { textContent: part }), " ");
    }
    words.append(tail);
    list.append(term, words);
  }
}

export async function offer(page, again = true) {
  const { notes, form, place, own, save } = page;
  const part = notes.querySelector("[data-offer]");
  const [compare, putting, dropping] = ["compare", "put", "drop"].map((name) =>
    part.querySelector(`[data-${name}]`),
  );
  const list = part.querySelector("dl");
  const held = await heldElsewhere();
  const texts = textsOf(place).filter(({ key }) => key !== own?.key);
  const text = texts.find(({ key }) => !held.has(key));
  part.hidden = !text;
  if (!text) {
    if (texts.length && again) setTimeout(() => offer(page, false), ONCE_MORE);
    return;
  }
  const time = part.querySelector("time");
  time.dateTime = new Date(text.at).toISOString();
  time.textContent = ago(text.at);
  part.querySelector("[data-closed]").hidden = Boolean(form);
  part.querySelector("[data-meanwhile]").hidden = !form || text.loaded.version === place.version;
  putting.hidden = !form;
  list.hidden = true;
  compare.ariaExpanded = "false";
  compare.onclick = () => {
    list.hidden = !list.hidden;
    compare.ariaExpanded = String(!list.hidden);
    describe(list, text, notes);
  };
  const next = (told) => {
    drop(text);
    notes.querySelector("[data-kept-said]").textContent = told;
    offer(page, false);
  };
  dropping.onclick = () => next("");
  putting.onclick = () => {
    put(form, text);
    // Under this window's own name before the other one goes.
    save();
    next(place.back);
    form.elements.title.focus();
  };
}
