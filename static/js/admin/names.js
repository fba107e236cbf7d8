/**
 * Names for what Django's own pages leave without one: pickers in tables, and columns whose header
 * is empty. Screen readers would say "edit text" and "column 1".
 */

const { column } = document.currentScript.dataset;

/** The words beside a field: its label, or the header of its column. */
function nameOf(select) {
  const label = document.querySelector(`label[for="${select.id}"]`);
  const cell = select.closest("td");
  const header = cell?.closest("table").querySelectorAll("thead th")[cell.cellIndex];
  return (label ?? header)?.textContent.trim().replace(/:$/, "");
}

function namePickers() {
  for (const select of document.querySelectorAll("select.admin-autocomplete")) {
    const picker = select.parentElement.querySelector(".select2-selection");
    const name = nameOf(select);
    if (!picker || !name) continue;
    for (const part of [picker, picker.querySelector("[role=textbox]")]) {
      part?.setAttribute("aria-label", name);
    }
  }
}

function nameColumns() {
  for (const header of document.querySelectorAll("thead th")) {
    if (header.textContent.trim() || header.firstElementChild) continue;
    const name = document.createElement("span");
    name.className = "visually-hidden";
    name.textContent = column;
    header.append(name);
  }
}

// After jQuery's own start, which turns selects into pickers; and for rows added later.
window.addEventListener("load", () => {
  nameColumns();
  namePickers();
  setTimeout(namePickers);
});
document.addEventListener("formset:added", () => setTimeout(namePickers));
