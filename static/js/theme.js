// @ts-check
// The theme switch: the choice is kept in a cookie, so that the server paints the next page in it at once.

const YEAR = 365 * 24 * 3600;
const root = document.documentElement;

/**
 * Paint the page in a theme and keep the choice.
 * @param {string} theme day, night or outdoor
 */
function choose(theme) {
  root.dataset.theme = theme;
  root.dataset.bsTheme = theme === "night" ? "dark" : "light";
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `theme=${theme}; path=/; max-age=${YEAR}; samesite=Lax${secure}`;
}

for (const control of document.querySelectorAll("[data-theme-switch] input")) {
  const input = /** @type {HTMLInputElement} */ (control);
  // A page taken back from the browser's memory may show an older choice than the page does.
  input.checked = input.value === root.dataset.theme;
  input.addEventListener("change", () => choose(input.value));
}
