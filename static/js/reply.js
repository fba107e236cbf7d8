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

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-reply]");
  const article = link?.closest("article[data-part]");
  if (!article || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  const slot = slotOf(article);
  if (slot.querySelector("textarea")?.value) {
    focusIn(slot);
  } else {
    open(link, article, slot).catch(() => location.assign(link.href));
  }
});
