/** A file that the browser saves, where a person would find it again. */
import path from 'node:path';
import type { Page } from '@playwright/test';

/** Its path, under the name that it was given. */
export async function saveDownload(page: Page, act: () => Promise<void>): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  const file = path.join(path.dirname(await download.path()), download.suggestedFilename());
  await download.saveAs(file);
  return file;
}
