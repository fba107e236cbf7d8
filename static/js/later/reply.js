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

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-reply]");
  const article = link?.closest("article[data-part]");
  if (!article || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  const slot = slotOf(article);
  if (slot.querySelector("textarea")?.value) {
    const asked = new URL(link.href).searchParams.has("quote");
    const done = asked ? quote(link, slot) : Promise.resolve();
    done.catch(() => {}).then(() => focusIn(slot));
  } else {
    open(link, article, slot).catch(() => location.assign(link.href));
  }
});
