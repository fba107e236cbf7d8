/**
 * Helps to write the sections of a draft: marks by buttons and keys, the page beside the text, its
 * words counted, pictures put in. The server gives the parts (template #writing-parts); without
 * this script a text is a plain field.
 */

import { countLeft, countWords } from "./counts.js";
import { follow, preview } from "./preview.js";
import { listen } from "./shortcuts.js";
import { comeBack } from "./place.js";
import { arrange } from "./toolbar.js";

const parts = document.getElementById("writing-parts");

function begin(writing) {
  const text = writing.querySelector("textarea");
  // The one that new sections are copied from stays as it came.
  if (text.name.includes("__prefix__") || "begun" in writing.dataset) return;
  writing.dataset.begun = "";
  const { content } = parts;
  const tools = content.querySelector(".writing-tools").cloneNode(true);
  const shown = content.querySelector(".writing-preview").cloneNode(true);
  text.before(tools);
  text.after(shown);
  arrange(tools, writing);
  preview(shown, writing, parts.dataset);
}

function beginAll() {
  for (const writing of document.querySelectorAll(".writing")) begin(writing);
  countWords();
}

if (parts) {
  beginAll();
  countLeft(parts.content.querySelector(".writing-left"));
  listen(document.getElementById("edition_form"));
  // When everything else has been put into its place.
  window.addEventListener("load", comeBack);
  document.addEventListener("input", ({ target }) => {
    if (!target.matches("textarea.manuscript")) return;
    countWords();
    follow(target);
  });
  // A section was added, taken out, or a box ticked that does so with the next save.
  for (const name of ["formset:added", "sections:changed", "change"]) {
    document.addEventListener(name, beginAll);
  }
}
