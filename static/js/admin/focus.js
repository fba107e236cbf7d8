/**
 * The place in a picture that is never cut off: pressed on the picture, moved with the arrow keys, or
 * typed into the two fields, which is all there is without this script. A file that was just chosen
 * is shown before it is sent.
 */

const x = document.querySelector("#id_focus_x");
const y = document.querySelector("#id_focus_y");
const file = document.querySelector("#id_file");
const box = document.querySelector(".focus");
// How far an arrow goes, and how far together with Shift, in %.
const STEP = 1;
const LEAP = 10;
const ARROWS = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

const whole = box?.querySelector(".focus-whole");
const mark = document.createElement("button");

function within(value) {
  return Math.min(100, Math.max(0, Math.round(Number(value) || 0)));
}

/** Show on the picture and its cuts what stands in the fields. */
function show() {
  const [left, top] = [within(x.value), within(y.value)];
  mark.style.left = `${left}%`;
  mark.style.top = `${top}%`;
  mark.setAttribute("aria-label", box.dataset.label.replace("{x}", left).replace("{y}", top));
  for (const cut of box.querySelectorAll(".focus-cuts img")) {
    cut.style.objectPosition = `${left}% ${top}%`;
  }
}

function move(left, top) {
  x.value = within(left);
  y.value = within(top);
  show();
}

function press(event) {
  const area = whole.getBoundingClientRect();
  // A press on the mark by keyboard has no place.
  if (event.detail === 0) return;
  move(
    ((event.clientX - area.left) / area.width) * 100,
    ((event.clientY - area.top) / area.height) * 100,
  );
  mark.focus();
}

function key(event) {
  const direction = ARROWS[event.key];
  if (!direction) return;
  event.preventDefault();
  const far = event.shiftKey ? LEAP : STEP;
  move(Number(x.value) + direction[0] * far, Number(y.value) + direction[1] * far);
}

/** What was chosen, as data: the pages' policy lets no other address of it in. */
function preview() {
  const [chosen] = file.files;
  const reader = new FileReader();
  reader.addEventListener("load", () => {
    for (const image of box.querySelectorAll("img")) image.src = reader.result;
    for (const part of [whole, box.querySelector(".focus-cuts")]) part.hidden = false;
    move(50, 50);
  });
  if (chosen?.type.startsWith("image/")) reader.readAsDataURL(chosen);
}

if (x && y && box) {
  mark.type = "button";
  mark.className = "focus-mark";
  whole.append(mark);
  whole.classList.add("focus-movable");
  whole.addEventListener("click", press);
  mark.addEventListener("keydown", key);
  x.addEventListener("input", show);
  y.addEventListener("input", show);
  file?.addEventListener("change", preview);
  show();
}
