/**
 * Prints what is on screen on pages of a size of its own; what does not belong
 * on paper wears `print:hidden`. The rule is a style sheet of the page's for as
 * long as the browser prints, since no inline style is allowed.
 */
export function printOn(page: { readonly size: string; readonly margin: string }): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`@page { size: ${page.size}; margin: ${page.margin}; }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  window.print();
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
}
