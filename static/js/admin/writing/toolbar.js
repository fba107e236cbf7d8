/** The buttons above a text. One of them is in the order of the tab key, arrows lead to the others. */

import { toggleCover, toggleLines } from "./lines.js";
import { toggleLink } from "./links.js";
import { toggleMark } from "./marks.js";
import { choosePicture } from "./pictures.js";

const STEPS = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };

const TOOLS = {
  bold: (text) => toggleMark(text, "**"),
  italic: (text) => toggleMark(text, "*"),
  cover: (text) => toggleMark(text, "||"),
  heading: (text) => toggleLines(text, "### "),
  quote: (text) => toggleLines(text, "> "),
  list: (text) => toggleLines(text, "- "),
  "cover-block": toggleCover,
  link: toggleLink,
  picture: choosePicture,
};

/** Do with a text what the button of that name does. */
export function use(name, text) {
  TOOLS[name](text);
}

export function arrange(tools, writing) {
  const text = writing.querySelector("textarea");
  const toolbar = tools.querySelector("[role=toolbar]");
  const buttons = [...toolbar.querySelectorAll("button")];
  const lead = (button) => buttons.forEach((each) => (each.tabIndex = each === button ? 0 : -1));
  lead(buttons[0]);
  toolbar.setAttribute("aria-controls", text.id);
  toolbar.addEventListener("focusin", ({ target }) => lead(target));
  toolbar.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-tool]");
    if (button) use(button.dataset.tool, text);
  });
  toolbar.addEventListener("keydown", (event) => move(event, buttons));
  tools.addEventListener("click", ({ target }) => {
    const { show } = target.dataset;
    if (!show) return;
    writing.dataset.shown = show;
    for (const button of target.parentElement.children) {
      button.setAttribute("aria-pressed", String(button === target));
    }
  });
}

function move(event, buttons) {
  const step = STEPS[event.key];
  if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  // Where a language is written from the right, the arrows lead the other way.
  const rtl = getComputedStyle(event.currentTarget).direction === "rtl" && Number.isFinite(step);
  const at = buttons.indexOf(event.target) + (rtl ? -step : step);
  buttons[Math.min(Math.max(at, 0), buttons.length - 1)].focus();
}
