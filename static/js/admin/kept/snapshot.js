/**
 * What stands in the form of an edition, as plain values: `fields` by name, and `sections` in their
 * order, each with the row it is (or a name of its own while it is new), what is written in it, and
 * whether it is taken out. `words` says what names and pictures mean where no form is there to tell.
 */

const OUTSIDE = new Set(["hidden", "submit", "button", "file", "reset"]);
// What the script of the sections writes by itself.
const OWN = /-(order|DELETE)$/;

const isWritten = ({ name, type }) => name && !OUTSIDE.has(type) && !OWN.test(name);

/** As it is, or as the server sent it. */
function valueOf(control, sent) {
  if (control.type === "checkbox") return (sent ? control.defaultChecked : control.checked) ? "on" : "";
  if (!control.options) return (sent ? control.defaultValue : control.value).replaceAll("\r\n", "\n");
  if (!sent) return control.value;
  const first = [...control.options].find((option) => option.defaultSelected);
  return (first ?? control.options[0])?.value ?? "";
}

const labelOf = ({ labels }) => labels?.[0]?.textContent.trim().replace(/:$/, "") ?? "";

export function readSection(card, sent) {
  const control = (name) => card.querySelector(`[name="${card.id}-${name}"]`);
  const fields = {};
  for (const each of card.querySelectorAll("input, textarea, select")) {
    if (!each.name.startsWith(`${card.id}-`) || !isWritten(each)) continue;
    fields[each.name.slice(card.id.length + 1)] = valueOf(each, sent);
  }
  const gone = control("DELETE");
  card.dataset.row ??= control("id")?.value || `new ${crypto.getRandomValues(new Uint32Array(1))[0]}`;
  return { id: card.dataset.row, removed: !sent && Boolean(gone?.checked), fields };
}

export function read(form, sent = false) {
  const cards = [...form.querySelectorAll("[data-section]")];
  const outside = [...form.elements].filter((each) => isWritten(each) && !each.closest("[data-section]"));
  const fields = Object.fromEntries(outside.map((each) => [each.name, valueOf(each, sent)]));
  const sections = cards.map((card) => readSection(card, sent));
  // What was added or moved since is not what the server sent.
  return { fields, sections: sent ? sections.filter(({ id }) => !isNew(id)) : sections };
}

// What the server compares with when two editors have changed the same draft.
const LOADED = ["version", "loaded"];

/** What the text of this form was written over. */
export const loadedBy = ({ elements }) =>
  Object.fromEntries(LOADED.map((name) => [name, elements[name]?.value ?? ""]));

/** From here on the form is sent as written over that. */
export function sendOver({ elements }, loaded) {
  for (const name of LOADED) if (elements[name]) elements[name].value = loaded[name];
}

/** What the names of fields and the values of lists mean. */
export function wordsIn(form) {
  const words = {};
  for (const each of [...form.elements].filter(isWritten)) {
    words[each.name.replace(/^\w+-\d+-/, "")] = labelOf(each);
    for (const { value, text } of each.options ?? []) {
      words[`${each.name.replace(/^.*-/, "")}=${value}`] = text.trim();
    }
  }
  return words;
}

export const isNew = (id) => id.startsWith("new ");

const trimmed = (fields) =>
  JSON.stringify(Object.entries(fields).map(([name, value]) => [name, value.trim()]));

/** Whether saving one would store what the other says: the server cuts spaces at the ends, gives
    a new section its key, and stores no empty one. */
export function saysTheSame(one, other) {
  const sections = ({ sections: all }) =>
    all.filter(({ id, removed, fields }) => !removed && !(isNew(id) && isEmpty(fields)));
  const [mine, theirs] = [sections(one), sections(other)];
  const keyless = (section, twin) =>
    section.fields.key || !twin ? section.fields : { ...section.fields, key: twin.fields.key };
  return (
    trimmed(one.fields) === trimmed(other.fields) &&
    mine.length === theirs.length &&
    mine.every((each, at) => trimmed(keyless(each, theirs[at])) === trimmed(theirs[at].fields))
  );
}

const isEmpty = (fields) => Object.values(fields).every((value) => !value.trim());
