/** Saving a draft loads its page anew: whoever saves goes on where they were, and is told there. */

const NAME = "place in a draft";
const form = document.getElementById("edition_form");
let last;

/** A section's place in the form may change with its order; its key stays. */
function nameOf(text) {
  const key = form.elements[text.name.replace(/body$/, "key")];
  return key && text.matches(".manuscript") ? key.value : text.id;
}

function keep({ submitter }) {
  if (submitter?.name !== "_continue" || !last?.isConnected) return;
  const { selectionStart, selectionEnd, scrollTop } = last;
  const place = { path: location.pathname, name: nameOf(last), scrollTop, top: window.scrollY };
  sessionStorage[NAME] = JSON.stringify({ ...place, select: [selectionStart, selectionEnd] });
}

export function comeBack() {
  form.addEventListener("focusin", ({ target }) => {
    if (target.matches(".manuscript, #id_title, #id_standfirst")) last = target;
  });
  form.addEventListener("submit", keep);
  const place = JSON.parse(sessionStorage[NAME] ?? "null");
  sessionStorage.removeItem(NAME);
  // What could not be saved is told at the head of the form.
  if (place?.path !== location.pathname || document.querySelector(".errornote")) return;
  const texts = [...form.querySelectorAll(".manuscript, #id_title, #id_standfirst")];
  const text = texts.find((each) => nameOf(each) === place.name);
  if (!text) return;
  text.focus({ preventScroll: true });
  text.setSelectionRange(...place.select);
  text.scrollTop = place.scrollTop;
  window.scrollTo(0, place.top);
  const said = document.querySelector(".messagelist .success");
  const status = document.querySelector(".writing-total [data-saved]");
  if (said && status) status.textContent = said.textContent;
}
