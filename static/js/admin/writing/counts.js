/** Words of each section and of the whole draft, minutes to read it, characters left in a field. */

const language = document.documentElement.lang;
const total = document.querySelector(".writing-total");
const say = (element, number) => (element.textContent = number.toLocaleString(language));

/** As the server counts them: whatever stands between spaces. */
const wordsIn = ({ value }) => value.match(/\S+/g)?.length ?? 0;

function isIn(text) {
  const leaving = text.form.elements[text.name.replace(/body$/, "DELETE")];
  return !text.name.includes("__prefix__") && !leaving?.checked;
}

export function countWords() {
  let all = 0;
  for (const writing of document.querySelectorAll(".writing")) {
    const text = writing.querySelector("textarea");
    const words = wordsIn(text);
    say(writing.querySelector("[data-words]"), words);
    if (isIn(text)) all += words;
  }
  if (!total) return;
  say(total.querySelector("[data-total]"), all);
  const minutes = Math.round(all / total.dataset.wordsPerMinute);
  say(total.querySelector("[data-minutes]"), Math.max(1, minutes));
}

/** Below the title and the standfirst. */
export function countLeft(line) {
  for (const name of ["title", "standfirst"]) {
    const field = document.getElementById(`id_${name}`);
    const left = document.importNode(line, true);
    const count = () => say(left.querySelector("span"), field.maxLength - [...field.value].length);
    left.id = `${field.id}_left`;
    field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${left.id}`.trim());
    field.closest(".form-row > div").append(left);
    field.addEventListener("input", count);
    count();
  }
}
