/** What is on screen now, judged by the rules of WCAG 2.2 AA and by a finger, in the looks that are tested. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from 'vitest';
import { looks, type Look } from './looks.ts';
import { isSoak } from './soak.ts';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Set: a folder for pictures of what was looked at. */
const pictures = process.env['FLUX_PICTURES'];

let turn = 0;

/** Each screen in one look, in turn; in all of them in the soak. */
function nextLook(): readonly Look[] {
  turn += 1;
  return isSoak ? looks : looks.slice(turn % looks.length).slice(0, 1);
}

/** `screen` names it where something is wrong. The page looks as before afterwards. */
export async function expectAccessible(
  page: Page,
  screen: string,
  seenAs: readonly Look[] = nextLook(),
): Promise<void> {
  const before = page.viewportSize();
  // Behind a dialog nothing can be reached.
  const scope = (await page.getByRole('dialog').count()) > 0 ? '[role=dialog]' : 'html';
  const found: string[] = [];
  for (const { width, colorScheme } of seenAs) {
    const where = `${screen}, ${width} ${colorScheme}`;
    await page.setViewportSize({ width, height: 844 });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.evaluate(() => Promise.allSettled(document.getAnimations().map((one) => one.finished)));
    const axe = new AxeBuilder({ page }).include(scope).withTags(rules).setLegacyMode(true);
    const { violations } = await axe.analyze();
    for (const { id, nodes } of violations)
      found.push(...nodes.map(({ html, failureSummary }) => `${where}: ${id}: ${html} ${failureSummary}`));
    found.push(...(await tooSmall(page, scope)).map((one) => `${where}: too small: ${one}`));
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (overflow !== 0) found.push(`${where}: ${overflow} px too wide`);
    if (pictures) await page.screenshot({ path: `${pictures}/${where}.png` });
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  if (before) await page.setViewportSize(before);
  expect(found).toEqual([]);
}

/** Buttons and choices that a finger would miss (WCAG asks for 24 px, the till for 44). */
async function tooSmall(page: Page, scope: string): Promise<string[]> {
  return page.evaluate((within) => {
    const touched = document.querySelectorAll<HTMLElement>(`${within} button, ${within} [role=radio]`);
    return [...touched].flatMap((one) => {
      const { width, height } = one.getBoundingClientRect();
      const isShown = width > 1 && height > 1;
      return isShown && Math.min(width, height) < 43.5
        ? [`${one.ariaLabel ?? one.innerText}: ${Math.round(width)} x ${Math.round(height)}`]
        : [];
    });
  }, scope);
}
