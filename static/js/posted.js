/**
 * A kept draft (drafts.js) is forgotten once its text is stored: when the answer led on to the
 * comment, or, for a guest, to the door, whereafter the session has it. After any other answer, or
 * none, it stays.
 */

const MOST = 30 * 24 * 60 * 60 * 1000;
const SENT = "sent";

document.addEventListener("submit", ({ target, defaultPrevented }) => {
  const key = target.dataset.kept;
  if (key && !defaultPrevented) sessionStorage[SENT] = JSON.stringify([key, localStorage[key]]);
});

function forget() {
  const [sent, text] = JSON.parse(sessionStorage[SENT] ?? "[]");
  sessionStorage.removeItem(SENT);
  const [visit] = performance.getEntriesByType("navigation");
  const led = visit?.redirectCount && /^\/(comments\/\d+\/$|account\/)/.test(location.pathname);
  for (const key of Object.keys(localStorage).filter((name) => name.startsWith("draft\n"))) {
    // Another tab may have gone on with it.
    const stored = led && key === sent && localStorage[key] === text;
    const old = JSON.parse(localStorage[key]).at < Date.now() - MOST;
    if (stored || old) localStorage.removeItem(key);
  }
}

try {
  forget();
} catch {
  // A browser that keeps nothing has nothing to forget.
}
