/**
 * The moderators' queue with the keyboard, and without a new page for each decision. Forms are sent
 * as they are without this script; of the page that comes back, what has changed takes its place.
 */

const [queue, said, keys, keysOn] = ["queue", "said", "keys", "keys-on"].map((id) =>
  document.getElementById(id),
);
const STORED = "moderation-keys";
const MOVES = { j: 1, k: -1 };

const items = () => [...queue.querySelectorAll(".item")];
const current = () => queue.querySelector(".item[aria-current]");
const words = (element) => element?.textContent.replace(/\s+/g, " ").trim() ?? "";

function say(text) {
  // Emptied first: the same words once more are news as well.
  said.textContent = "";
  requestAnimationFrame(() => (said.textContent = text));
}

function choose(item, { focus = true } = {}) {
  current()?.removeAttribute("aria-current");
  item?.setAttribute("aria-current", "true");
  if (focus) item?.focus({ preventScroll: true });
  if (focus) item?.scrollIntoView({ block: "nearest" });
}

/** What is gone goes, what is new comes in its place, and all else stays with what was typed. */
function takeOver(page) {
  const fresh = [...page.querySelectorAll("#queue > li")];
  for (const old of [...queue.children]) {
    if (!fresh.some(({ id }) => id === old.id)) old.remove();
  }
  let at = queue.firstElementChild;
  for (const item of fresh) {
    if (at?.id === item.id) at = at.nextElementSibling;
    else queue.insertBefore(document.getElementById(item.id) ?? item, at);
  }
  for (const part of document.querySelectorAll("[data-swap]")) {
    part.replaceWith(page.getElementById(part.id));
  }
  if (!fresh.length) document.getElementById("several-part").replaceChildren();
}

async function send(form, button) {
  const onward = items().slice(Math.max(0, items().indexOf(current())));
  const before = new Set(items().map(({ parentElement }) => parentElement.id));
  document.body.setAttribute("aria-busy", "true");
  try {
    // Not form.action: that is the buttons of this name.
    const url = form.getAttribute("action");
    const response = await fetch(url, { method: "POST", body: new FormData(form, button) });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (!page.getElementById("queue")) throw new Error(response.status);
    takeOver(page);
    const back = button.matches("[data-undo]") && items().find((i) => !before.has(i.parentElement.id));
    choose(back || (onward.find((item) => item.isConnected) ?? items().at(-1)));
    const problem = words(document.querySelector("#problems [data-message]"));
    const done = words(document.querySelector("#lately [data-said]"));
    say([problem || done, words(document.querySelector("#waiting p")).split(".")[0]].join(" "));
  } catch (error) {
    say(said.dataset[error instanceof TypeError ? "offline" : "failed"]);
    said.classList.remove("visually-hidden");
  } finally {
    document.body.removeAttribute("aria-busy");
  }
}

document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (!form.matches(".judgement, .several, .lately form") || !submitter) return;
  event.preventDefault();
  if (document.body.ariaBusy !== "true") send(form, submitter);
});

queue.addEventListener("focusin", ({ target }) => choose(target.closest(".item"), { focus: false }));

function press(key) {
  const item = current();
  if (key in MOVES) {
    const all = items();
    choose(all[all.indexOf(item) + MOVES[key]] ?? item ?? all[0]);
  } else if (key === "u") {
    document.querySelector("#lately [data-undo]")?.click();
  } else if (key === "?") {
    keys.open = !keys.open;
    if (keys.open) keys.querySelector("summary").focus();
  } else if (key === "x") {
    item?.querySelector(".choose")?.click();
  } else if (key === "m") {
    item?.querySelector(".say")?.setAttribute("open", "");
    item?.querySelector("textarea").focus();
  } else if (/^[1-9]$/.test(key)) {
    const rule = item?.querySelector("select[name=rule]");
    if (rule?.options[key - 1]) rule.selectedIndex = key - 1;
    say(words(rule?.selectedOptions[0]));
  } else {
    const several = queue.querySelector(".choose:checked") && document.getElementById("several");
    const button = item?.querySelector(`[data-key="${CSS.escape(key)}"]`);
    (several?.querySelector(`[value="${button?.value}"]`) ?? button)?.click();
  }
}

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  const typing = target.closest("textarea, select, input:not([type=checkbox])");
  if (typing && key === "Escape") target.closest(".item")?.focus();
  if (typing || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (!keysOn.checked || !/^[a-z1-9?]$/.test(key)) return;
  // Or the key that leads into a field would be typed there.
  event.preventDefault();
  press(key);
});

keys.hidden = false;
keysOn.checked = localStorage.getItem(STORED) !== "off";
keysOn.addEventListener("change", () => localStorage.setItem(STORED, keysOn.checked ? "on" : "off"));
queue.parentElement.classList.add("has-keys");
choose(items()[0], { focus: false });
