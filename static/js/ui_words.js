// @ts-check
// Sentences that scripts need, written by the server in the language of the page (templates/parts/frame.html).

/**
 * One sentence with its {places} filled.
 * @param {string} name as in data-<name> of #words
 * @param {Record<string, string | number>} [facts]
 * @returns {string}
 */
export function word(name, facts = {}) {
  const box = document.getElementById("words");
  const sentence = (box && box.dataset[name]) || "";
  return sentence.replace(/\{(\w+)\}/g, (whole, key) => (key in facts ? String(facts[key]) : whole));
}
