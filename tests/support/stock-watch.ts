/** Every stock figure that is ever on screen, not only those that a test happens to look at. */
import type { Locator } from '@playwright/test';

/** Starts noting what the row shows, from now on and after each change of the page. */
export async function watchFigure(row: Locator): Promise<void> {
  await row.evaluate((element) => {
    const list = element.parentElement;
    const name = element.querySelector('.font-semibold')?.textContent ?? '';
    const seen: string[] = [];
    const note = () => {
      for (const one of list?.children ?? []) {
        // A row keeps its place while its page is read: no name, no figure.
        if (!one.textContent.includes(name)) continue;
        const figure = one.querySelector('.text-lg')?.textContent ?? '';
        if (figure !== '' && seen.at(-1) !== figure) seen.push(figure);
      }
    };
    note();
    new MutationObserver(note).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
    });
    (window as unknown as { figures: string[] }).figures = seen;
  });
}

/** In order, each change once. */
export function figuresSeen(row: Locator): Promise<string[]> {
  return row.page().evaluate(() => (window as unknown as { figures: string[] }).figures);
}
