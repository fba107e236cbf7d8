/**
 * "Reply" opens its form under the comment. The form comes from the reply page, which is where the
 * link leads without this script. A form that was opened stays, and so does what was typed in it.
 */

const NAMED = ["id", "for", "aria-labelledby", "aria-describedby"];

function slotOf(article) {
  const next = article.nextElementSibling;
  if (next?.matches(".reply-slot")) return next;
  const slot = document.createElement("div");
  slot.className = "reply-slot";
  article.after(slot);
  return slot;
}

/** Give the fetched ids the comment's own: the page has a form already, and an id stands there once. */
function rename(slot, suffix) {
  for (const name of NAMED) {
    for (const element of slot.querySelectorAll(`[${name}]`)) {
      const ids = element.getAttribute(name).split(" ");
      element.setAttribute(name, ids.map((id) => `${id}-${suffix}`).join(" "));
    }
  }
}

function focusIn(slot) {
  const text = slot.querySelector("textarea");
  text?.focus();
  text?.setSelectionRange(text.value.length, text.value.length);
}

async function open(link, article, slot) {
  await window.htmx.ajax("GET", link.href, {
    source: slot,
    target: slot,
    select: "#reply-form",
    swap: "innerHTML show:none",
  });
  if (slot.querySelector("form")) {
    rename(slot, article.id);
    focusIn(slot);
  } else {
    // Closed meanwhile, or signed out: the page itself says so.
    location.assign(link.href);
  }
}

/** Put the words that the reply page would quote under those already typed, once. */
async function quote(link, slot) {
  const response = await fetch(link.href);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const words = page.querySelector("#reply-form textarea")?.value.trim();
  const text = slot.querySelector("textarea");
  // A draft takes the place of the quotation on that page, and is no quotation.
  if (words?.startsWith(">") && !text.value.includes(words)) {
    const cover = slot.querySelector("select[name=spoils]");
    if (cover && !cover.value) cover.value = page.querySelector("select[name=spoils]").value;
    text.value = `${text.value.trimEnd()}\n\n${words}\n\n`;
    text.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

const opening = new WeakSet();

/** Sent by later.js when a link was pressed. */
document.addEventListener("reply", ({ target: link }) => {
  const slot = slotOf(link.closest("article[data-part]"));
  if (opening.has(slot)) return;
  if (slot.querySelector("textarea")?.value) {
    const asked = new URL(link.href).searchParams.has("quote");
    const done = asked ? quote(link, slot) : Promise.resolve();
    done.catch(() => {}).then(() => focusIn(slot));
    return;
  }
  // Pressed twice it is asked for once: the second request would end the first.
  opening.add(slot);
  const opened = open(link, slot.previousElementSibling, slot);
  opened.catch(() => location.assign(link.href)).finally(() => opening.delete(slot));
});
