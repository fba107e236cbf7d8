/**
 * Pages in frames: what they link to opens in a window of its own, as no other page of the site can
 * be shown in a frame. And an address to be sent to somebody is chosen as a whole.
 */

const isHere = (link, page) => link.href.split("#")[0] === page.URL.split("#")[0];

function follow(event) {
  const link = event.target.closest("a[href]");
  if (!link || isHere(link, link.ownerDocument)) return;
  event.preventDefault();
  window.open(link.href, "_blank", "noopener");
}

function listen(frame) {
  frame.contentDocument?.addEventListener("click", follow);
}

for (const frame of document.querySelectorAll(".window iframe")) {
  listen(frame);
  frame.addEventListener("load", () => listen(frame));
}

for (const address of document.querySelectorAll(".preview-links input[readonly]")) {
  address.addEventListener("focus", () => address.select());
}
