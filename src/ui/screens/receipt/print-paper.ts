import { printOn } from '#ui/print-on.ts';

const marginMm = 3;
const pxPerMm = 96 / 25.4;

/**
 * Prints the receipt on the screen. A roll has no page height, and CSS cannot
 * say so (`80mm auto` is no page size): the page is made as long as the paper.
 */
export function printPaper(): void {
  const paper = document.querySelector('.receipt-paper');
  if (!paper) return;
  const heightMm = Math.ceil(paper.getBoundingClientRect().height / pxPerMm) + 2 * marginMm;
  printOn({ size: `80mm ${heightMm}mm`, margin: `${marginMm}mm 4mm` });
}
