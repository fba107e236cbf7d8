/** Marks around words: `**bold**`, `*italic*`, `||covered||`. Put there, or taken away again. */

import { chosen, type } from "./typing.js";

const PARAGRAPHS = /(\n\s*\n)/;

/** How many of this character stand at the end of some words. */
function run(words, sign) {
  let length = 0;
  while (length < words.length && words.at(-1 - length) === sign) length += 1;
  return length;
}

const reversed = (words) => [...words].reverse().join("");

/** Whether so many signs on both sides hold the mark: of `***` one is italic and two are bold. */
const holds = (length, mark) => (mark.length === 1 ? length % 2 === 1 : length >= mark.length);

const marked = (words, mark) =>
  holds(Math.min(run(words, mark[0]), run(reversed(words), mark[0])), mark) &&
  words.length > 2 * mark.length;

const without = (words, mark) => words.slice(mark.length, -mark.length);

export function toggleMark(text, mark) {
  const { start, end } = chosen(text);
  const { value } = text;
  const words = value.slice(start, end);
  const size = mark.length;
  const around = Math.min(
    run(value.slice(0, start), mark[0]),
    run(reversed(value.slice(end)), mark[0]),
  );
  if (holds(around, mark)) {
    return type(text, start - size, end + size, words, [start - size, end - size]);
  }
  // A mark ends with its paragraph: each of several gets its own.
  const pieces = words.split(PARAGRAPHS);
  const isText = (_, index) => index % 2 === 0;
  const on = words && pieces.filter(isText).every((piece) => marked(piece, mark));
  const change = (piece) => (on ? without(piece, mark) : `${mark}${piece}${mark}`);
  const made = pieces.map((piece, index) => (isText(piece, index) ? change(piece) : piece)).join("");
  const inner = pieces.length === 1 && !on ? size : 0;
  return type(text, start, end, made, [start + inner, start + made.length - inner]);
}
