/** Typing into a text in a writer's stead: as one step that Ctrl+Z takes back. */

/** Put words in place of those from start to end, and choose what `select` says. */
export function type(text, start, end, words, select) {
  text.focus();
  text.setSelectionRange(start, end);
  if (start !== end || words) {
    // No other way keeps what the browser remembers to undo, and none is planned.
    const done = words
      ? document.execCommand("insertText", false, words)
      : document.execCommand("delete");
    if (!done) {
      text.setRangeText(words, start, end);
      text.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
  text.setSelectionRange(...select);
}

/** What is chosen, without the spaces at its ends: marks don't hold with a space inside. */
export function chosen({ value, selectionStart, selectionEnd }) {
  const words = value.slice(selectionStart, selectionEnd);
  const start = selectionStart + (words.length - words.trimStart().length);
  return words.trim() ? { start, end: start + words.trim().length } : { start: selectionStart, end: selectionStart };
}

/** The paragraph around a choice: from one empty line to the next. */
export function block(value, start, end) {
  const before = value.lastIndexOf("\n\n", start - 1);
  const after = value.indexOf("\n\n", end);
  return { start: before < 0 ? 0 : before + 2, end: after < 0 ? value.length : after };
}
