/**
 * Unsaved texts in this browser's storage, each under whose it is, of which edition, and a name of
 * its own: two windows are two texts.
 */

const MOST = 30 * 24 * 60 * 60 * 1000;
const KIND = "edition";

export const newKey = ({ member, edition }) =>
  [KIND, member, edition, crypto.getRandomValues(new Uint32Array(2)).join("-")].join("\n");

/** What a form says that it sends: which text, and in which state. */
export const nameOf = ({ key, at }) => `${key.split("\n").at(-1)}.${at}`;

function keys() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(`${KIND}\n`));
  } catch {
    // A browser that keeps nothing has kept nothing.
    return [];
  }
}

/** One that can't be read was cut off while it was written, and is as good as forgotten. */
function parsed(key) {
  try {
    return { key, ...JSON.parse(localStorage[key]) };
  } catch {
    return { key, at: 0 };
  }
}

/** Of that member and edition, the newest first. */
export function textsOf({ member, edition }) {
  const own = keys().filter((key) => key.startsWith([KIND, member, edition, ""].join("\n")));
  return own.map(parsed).filter(({ at }) => at).sort((one, other) => other.at - one.at);
}

/** Whether it could be stored: there may be no room, or no permission. */
export function keep({ key, ...text }) {
  try {
    localStorage[key] = JSON.stringify(text);
    return true;
  } catch {
    return false;
  }
}

export function drop({ key }) {
  if (keys().includes(key)) localStorage.removeItem(key);
}

/** What the server says it has stored, and what nobody came back for. */
export function forget(stored) {
  for (const text of keys().map(parsed)) {
    if (stored.includes(nameOf(text)) || text.at < Date.now() - MOST) drop(text);
  }
}

let release;

/** As long as this window is open others leave that text alone; a window that crashes lets go. */
export function hold(key) {
  release?.();
  navigator.locks?.request(key, () => new Promise((resolve) => (release = resolve)));
}

export const letGo = () => release?.();

/** Texts that other windows go on with. This one's own, which it has just sent, it may not have let
    go of yet. */
export async function heldElsewhere(sent) {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  return new Set(held.map(({ name }) => name).filter((name) => name !== sent));
}
