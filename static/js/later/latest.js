/**
 * An open page asks once a minute whether comments have come, and says so on a button; what that
 * does stands in insert.js. Only a page that somebody uses asks.
 */
import "./insert.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const MOST_DOUBLINGS = 4;
const SPOKEN = 1000;
const place = document.querySelector(".announce");
const button = document.createElement("button");
button.type = "button";
button.className = "button";
let used = Date.now();
let failures = 0;

async function ask() {
  const { latest, count, newest } = document.getElementById("thread").dataset;
  if (!document.hidden && Date.now() - used < HOUR) {
    try {
      const now = await (await fetch(latest)).json();
      // One gone and one come make no difference in the number.
      announce(Math.max(now.count - count, now.newest > newest ? 1 : 0));
      failures = 0;
    } catch {
      failures = Math.min(failures + 1, MOST_DOUBLINGS);
    }
  }
  setTimeout(ask, MINUTE * 2 ** failures);
}

function announce(number) {
  if (!number) return;
  const { one, many } = place.dataset;
  button.textContent = number === 1 ? one : many.replace("{n}", number);
  button.disabled = false;
  if (!button.isConnected) place.replaceChildren(button);
  // Read out once; after that the number changes in silence.
  setTimeout(() => (place.ariaLive = "off"), SPOKEN);
}

for (const kind of ["pointermove", "keydown", "scroll"]) {
  document.addEventListener(kind, () => (used = Date.now()), { passive: true });
}
ask();
