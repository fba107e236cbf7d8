/** Between the text as it was when somebody began, and as they left it. */

import { isNew } from "./snapshot.js";

// Characters: so much around a change, and of the change itself.
const AROUND = 40;
const LONGEST = 300;

export const sectionOf = ({ sections }, wanted) => sections.find(({ id }) => id === wanted);

/** Fields, of the edition or of a section, in which both differ: [name, before, after]. */
export function changedFields(before, after) {
  const names = Object.keys(after).filter((name) => (before[name] ?? "") !== after[name]);
  return names.map((name) => [name, before[name] ?? "", after[name]]);
}

/** Whether sections that both have stand in another order. */
export function isMoved({ base, now }) {
  const [one, other] = [base, now].map(({ sections }) => sections.map(({ id }) => id));
  return one.filter((id) => other.includes(id)).join() !== other.filter((id) => one.includes(id)).join();
}

/** Each as a line to read: where, and the words before and after. */
export function* differences({ base, now, words }, { dataset }) {
  const shown = (name, value) => words[`${name}=${value}`] ?? value;
  function* lines(where, before, after) {
    for (const [name, old, fresh] of changedFields(before, after)) {
      yield [[...where, words[name] ?? name].join(": "), shown(name, old), shown(name, fresh)];
    }
  }
  yield* lines([], base.fields, now.fields);
  for (const { id, fields, removed } of now.sections) {
    const before = sectionOf(base, id);
    const name = fields.heading || before?.fields.heading || "…";
    const where = dataset.within.replace("{name}", name);
    if (removed && !isNew(id)) yield [where, "", dataset.removed];
    if (removed) continue;
    if (!before) yield [where, "", dataset.added];
    yield* lines([where], before?.fields ?? {}, fields);
  }
  if (isMoved({ base, now })) yield [dataset.order, "", dataset.moved];
}

/** The part that differs, with some words around it. */
export function inShort(before, after) {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start += 1;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const cut = (text) => {
    const words = text.slice(start, text.length - end);
    return words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words;
  };
  const lead = `${start > AROUND ? "…" : ""}${after.slice(Math.max(0, start - AROUND), start)}`;
  const rest = after.slice(after.length - end);
  const tail = `${rest.slice(0, AROUND)}${rest.length > AROUND ? "…" : ""}`;
  return { lead, old: cut(before), fresh: cut(after), tail };
}
