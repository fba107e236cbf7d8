/** Marks before lines (heading, quotation, list) and around paragraphs (covered ones). */

import { block, type } from "./typing.js";

const OPEN = ":::spoiler\n";
const CLOSE = "\n:::";

/** Put the mark before each line of the choice, or take it away where all of them have it. */
export function toggleLines(text, mark) {
  const { value, selectionStart, selectionEnd } = text;
  const start = value.lastIndexOf("\n", selectionStart - 1) + 1;
  // A choice of whole lines ends before the next one.
  const last = selectionEnd > selectionStart && value[selectionEnd - 1] === "\n" ? 1 : 0;
  const next = value.indexOf("\n", selectionEnd - last);
  const end = next < 0 ? value.length : next;
  const lines = value.slice(start, end).split("\n");
  const written = lines.filter((line) => line.trim());
  const on = written.length > 0 && written.every((line) => line.startsWith(mark));
  const change = (line) => {
    if (on) return line.startsWith(mark) ? line.slice(mark.length) : line;
    // Between two quoted paragraphs the mark keeps them one quotation; a list needs none there.
    if (!line.trim() && lines.length > 1) return mark === "> " ? ">" : line;
    return mark + line;
  };
  const made = lines.map(change).join("\n");
  const whole = selectionStart !== selectionEnd;
  const caret = Math.max(start, selectionStart + (on ? -1 : 1) * mark.length);
  type(text, start, end, made, whole ? [start, start + made.length] : [caret, caret]);
}

/** Cover the paragraphs of the choice, or uncover them. */
export function toggleCover(text) {
  const { value, selectionStart, selectionEnd } = text;
  const { start, end } = block(value, selectionStart, selectionEnd);
  const words = value.slice(start, end);
  if (words.startsWith(OPEN) && words.endsWith(CLOSE)) {
    const bare = words.slice(OPEN.length, -CLOSE.length);
    return type(text, start, end, bare, [start, start + bare.length]);
  }
  const inner = start + OPEN.length;
  const select = [inner, inner + words.length];
  return type(text, start, end, OPEN + words + CLOSE, select);
}
