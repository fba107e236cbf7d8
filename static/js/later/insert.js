/**
 * Pressed, the button that announces new comments (latest.js) puts them into their places. What the
 * reader looks at stays where it is, and so do open forms and what is typed in them.
 */

const thread = () => document.getElementById("thread");
const here = ({ id }) => document.getElementById(id);

async function show(place, byKeyboard) {
  // What the keys do is there before the reader is led to the first of them.
  const [response] = await Promise.all([
    fetch(location.pathname + location.search),
    import("./news.js"),
  ]);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = page.getElementById("thread");
  const number = fresh.dataset.count - thread().dataset.count;
  const come = steadily(() => insert(fresh, number, place.dataset.mark));
  Object.assign(thread().dataset, fresh.dataset);
  place.replaceChildren(...(come.length ? [onward(place.dataset)] : []));
  if (number > come.length) place.append(elsewhere(place.dataset));
  if (come.length && byKeyboard) {
    come[0].closest("details")?.setAttribute("open", "");
    come[0].tabIndex = -1;
    come[0].focus();
  }
}

/** Leads on from one new comment to the next, as the key does (news.js). */
function onward({ next, keys }) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "button", textContent: next, title: keys });
  button.dataset.go = "";
  return button;
}

/** A link to those whose place is on another page of the thread. */
function elsewhere({ elsewhere: textContent }) {
  const question = new URL("..", new URL(thread().dataset.latest, location));
  const href = new URL("?sort=new#thread", question);
  return Object.assign(document.createElement("a"), { className: "button", href, textContent });
}

/** Change the page and leave what stands at the top of the window there, in every browser. */
function steadily(change) {
  const { style } = document.documentElement;
  const anchor = [...document.querySelectorAll("#thread article, .comment-form")].find(
    (element) => element.getBoundingClientRect().bottom > 0,
  );
  const top = () => anchor?.getBoundingClientRect().top;
  const before = top();
  style.overflowAnchor = "none";
  const result = change();
  if (before < innerHeight) scrollBy({ top: top() - before, behavior: "instant" });
  requestAnimationFrame(() => (style.overflowAnchor = ""));
  return result;
}

/** What this page lacks; more than came are older ones, moved up from the next page. */
function insert(fresh, number, words) {
  const lacking = [...fresh.querySelectorAll("li > article")].filter((article) => !here(article));
  const newest = Number(thread().dataset.newest);
  const come = lacking.filter(({ id }) => lacking.length <= number || id.slice(1) > newest);
  for (const { parentElement: item } of come) mark(item, words);
  const meta = thread().querySelector(".thread-head .meta");
  meta?.replaceWith(fresh.querySelector(".thread-head .meta").cloneNode(true));
  if (!thread().querySelector(".thread")) thread().replaceChildren(...fresh.cloneNode(true).children);
  come.filter((article) => !here(article)).forEach(({ parentElement }) => put(parentElement));
  return come.map(here).filter(Boolean);
}

function mark(item, words) {
  item.classList.add("is-new");
  if (item.querySelector(":scope > .new-mark")) return;
  const sign = document.createElement("p");
  sign.className = "new-mark";
  sign.textContent = words;
  item.prepend(sign);
}

/** Into its list, after the same neighbour; it brings along what already answers it. */
function put(item) {
  if (here(item.querySelector("article"))) return;
  const list = listOf(item.parentElement);
  const before = item.previousElementSibling?.querySelector("article");
  const neighbour = before && here(before)?.parentElement;
  const copy = document.importNode(item, true);
  if (neighbour) neighbour.after(copy);
  else list?.prepend(copy);
}

/** The same list on this page, made where nobody had answered yet. */
function listOf(fresh) {
  const above = fresh.parentElement.closest("li")?.querySelector("article");
  if (!above) return thread().querySelector(".thread");
  const item = here(above)?.parentElement;
  const found = item?.querySelector(":scope > ol, :scope > .replies > ol");
  if (!item || found) return found;
  const replies = fresh.closest("li > *").cloneNode(true);
  const list = replies.matches("ol") ? replies : replies.querySelector("ol");
  list.replaceChildren();
  item.append(replies);
  return list;
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest(".announce button:not([data-go])");
  if (!button) return;
  button.disabled = true;
  try {
    await show(button.parentElement, !event.detail);
  } catch {
    // Offline, or the site is: the button stays, to be pressed again.
    button.disabled = false;
  }
});
