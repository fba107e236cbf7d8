/** The contents list marks the chapter that is being read. */

const links = new Map(
  [...document.querySelectorAll(".contents-wide a")].map((link) => [
    decodeURIComponent(link.hash.slice(1)),
    link,
  ]),
);

function mark(id) {
  for (const link of links.values()) link.removeAttribute("aria-current");
  links.get(id).setAttribute("aria-current", "true");
}

// A chapter is being read while it crosses a line a fifth below the top of the window.
const observer = new IntersectionObserver(
  (entries) => entries.filter((entry) => entry.isIntersecting).forEach(({ target }) => mark(target.id)),
  { rootMargin: "-20% 0px -80% 0px" },
);

for (const id of links.keys()) {
  const target = document.getElementById(id);
  if (target) observer.observe(target);
}

// A tap on the phone's list leads away from it: it has done its work.
document.querySelector(".contents-phone")?.addEventListener("click", (event) => {
  if (event.target.closest("a")) event.currentTarget.open = false;
});
