/**
 * Beside a text stands what readers would get, from the server's own renderer. It follows at every
 * pause in the typing and never takes the focus.
 */

const PAUSE = 400; // milliseconds
const TOO_LONG = 422;
const writings = new WeakMap();

/** Its own tree, with the site's own styles: neither they nor the admin's reach into each other. */
function page(place, styles) {
  const root = place.attachShadow({ mode: "open" });
  for (const href of styles.split(" ")) {
    root.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
  }
  const prose = Object.assign(document.createElement("div"), { className: "prose" });
  root.append(prose);
  // Whoever looks where a link leads keeps the draft open.
  root.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link) return;
    event.preventDefault();
    window.open(link.href, "_blank", "noopener");
  });
  return prose;
}

export function preview(shown, writing, { render, styles, failed }) {
  const text = writing.querySelector("textarea");
  const prose = page(shown.querySelector(".writing-page"), styles);
  const state = { text, shown, prose, render, failed, problem: shown.querySelector(".writing-problem") };
  writings.set(text, state);
  // Each shortly before it comes into view: nobody waits for the last one.
  const observer = new IntersectionObserver(
    (seen) => {
      if (!seen.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      show(state);
    },
    { rootMargin: "50% 0px" },
  );
  observer.observe(writing);
  for (const name of ["keyup", "click"]) text.addEventListener(name, () => scroll(state));
}

export function follow(text) {
  const state = writings.get(text);
  if (!state) return;
  clearTimeout(state.waiting);
  state.waiting = setTimeout(() => show(state), PAUSE);
}

async function show(state) {
  state.running?.abort();
  state.running = new AbortController();
  const { signal } = state.running;
  try {
    const body = written(state.text);
    // A redirect leads to the sign-in page, which is no preview.
    const response = await fetch(state.render, { method: "POST", body, signal, redirect: "manual" });
    const answer = await response.text();
    if (response.ok) put(state, answer);
    say(state, response.ok ? "" : response.status === TOO_LONG ? answer : state.failed);
  } catch ({ name }) {
    if (name !== "AbortError") say(state, state.failed);
  }
}

function written(text) {
  const { elements } = text.form;
  const field = (name) => elements[text.name.replace(/body$/, name)]?.value ?? "";
  return new URLSearchParams({
    csrfmiddlewaretoken: elements.csrfmiddlewaretoken.value,
    body: text.value,
    key: field("key"),
    section: field("id"),
  });
}

/** What somebody has opened or uncovered in it stays so. */
function put(state, html) {
  const opened = (name) => [...state.prose.querySelectorAll(name)];
  const details = opened("details").map(({ open }) => open);
  const boxes = opened("input").map(({ checked }) => checked);
  state.prose.innerHTML = html;
  opened("details").forEach((each, index) => (each.open = details[index] ?? false));
  opened("input").forEach((each, index) => (each.checked = boxes[index] ?? false));
  scroll(state);
}

function say({ problem }, words) {
  problem.textContent = words;
  problem.hidden = !words;
}

/** As far down as the caret stands in the text. */
function scroll({ text, shown }) {
  const share = text.value.length ? text.selectionEnd / text.value.length : 0;
  shown.scrollTop = share * (shown.scrollHeight - shown.clientHeight);
}
