"""What axe says of a page in every look."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

HEIGHT = 844
# Colours don't depend on the width, nor boxes on the colours.
LOOKS = [(390, True), (1280, False)]
# A change of look may fade: what is measured is what stays.
SETTLED = """async () => {
  await new Promise(requestAnimationFrame);
  document.getAnimations().forEach((each) => each.finish());
}"""
# Without the styles as text, which only two rules ask for that hold for no page here (film, sound,
# and a lock of the orientation): axe would fetch every file of them again in each look.
VIOLATIONS = """async () => {
  const { violations } = await axe.run({ resultTypes: ["violations"], preload: false });
  return violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map((node) => node.html)]);
}"""
TOO_WIDE = "document.documentElement.scrollWidth - window.innerWidth"


def problems(page: Page, *addresses: str) -> list[str]:
    """Of pages that are opened once each and then shown narrow and wide, light and dark."""
    return [found for address in addresses for found in _problems(page, address)]


def _problems(page: Page, address: str) -> list[str]:
    page.goto(address)
    return problems_of_this(page)


def problems_of_this(page: Page) -> list[str]:
    """Of the page that is open."""
    found, address = [], page.url
    page.evaluate(AXE_SCRIPT)
    for width, dark in LOOKS:
        look = f"{address} at {width} px, {'dark' if dark else 'light'}"
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.emulate_media(color_scheme="dark" if dark else "light")
        page.evaluate(SETTLED)
        excess = page.evaluate(TOO_WIDE)
        found += [f"{look} scrolls sideways by {excess} px"] if excess > 0 else []
        found += [f"{look} {rule}: {nodes}" for rule, nodes in page.evaluate(VIOLATIONS)]
    return found
