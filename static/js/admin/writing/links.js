/** Links: by the button, and by pasting an address over words. */

import { chosen, type } from "./typing.js";

const ADDRESS = /^https?:\/\/\S+$/;
// Pictures look the same but for their first character.
const LINK = /(?<!!)\[([^\]\n]*)\]\(([^)\n]*)\)/g;

/** The link that the choice lies in. */
function around(value, start, end) {
  return [...value.matchAll(LINK)].find(
    ({ index, 0: whole }) => index <= start && end <= index + whole.length,
  );
}

export function toggleLink(text) {
  const { start, end } = chosen(text);
  const link = around(text.value, start, end);
  if (link) {
    const [whole, words] = link;
    const { index } = link;
    return type(text, index, index + whole.length, words, [index, index + words.length]);
  }
  const words = text.value.slice(start, end);
  if (ADDRESS.test(words)) return type(text, start, end, `[](${escaped(words)})`, [start + 1, start + 1]);
  // What is missing is typed next: the words first, then the address.
  const caret = words ? start + words.length + 3 : start + 1;
  return type(text, start, end, `[${words}]()`, [caret, caret]);
}

/** A bracket in an address would end the link. */
const escaped = (address) => address.replaceAll("(", "%28").replaceAll(")", "%29");

export function pasteLink(event) {
  const text = event.target;
  const address = event.clipboardData?.getData("text/plain").trim() ?? "";
  const { start, end } = chosen(text);
  const words = text.value.slice(start, end);
  const fits = words && !words.includes("\n") && !/[[\]]/.test(words) && !ADDRESS.test(words);
  if (!ADDRESS.test(address) || !fits || around(text.value, start, end)) return;
  event.preventDefault();
  const made = `[${words}](${escaped(address)})`;
  type(text, start, end, made, [start + made.length, start + made.length]);
}
