/** The file system under SQLite, in the built app and a real browser: `src/db/vfs`. */
import { type Page, type Worker } from '@playwright/test';
import { see } from '#tests/support/see.ts';
import { beforeAll, expect, test } from 'vitest';
import type { Device } from '#tests/support/browser.ts';
import { deviceDatabase } from '#tests/support/device-database.ts';
import type { FaultProxy } from '#tests/support/fault-proxy.ts';
import { scan } from '#tests/support/scanner.ts';
import { goods } from '#tests/support/server-side.ts';
import { newTill } from '#tests/support/own-shop.ts';
import { canSell, receiptNumber, saleLines, sellByKeys } from '#tests/support/till-page.ts';

/** Of the worker; the types of a page do not have it. */
interface Handle {
  write: (this: Handle, from: Uint8Array, options: { at: number }) => number;
  flush: (this: Handle) => void;
  truncate: (this: Handle, size: number) => void;
}
declare const FileSystemSyncAccessHandle: { readonly prototype: Handle };

let network: FaultProxy;
let device: Device;

beforeAll(async () => {
  ({ network, device } = await newTill('cashier'));
  network.cut();
});

async function fillCart(page: Page): Promise<void> {
  const [good] = await goods('piece', 1, 20);
  await scan(page, good!.barcode);
  await see(saleLines(page)).toHaveCount(1);
  await page.keyboard.press('F9');
  await page.getByRole('button', { name: 'Complete sale' }).waitFor();
}

/** Of every database of the device. */
function journalBytes(page: Page): Promise<number> {
  return page.evaluate(async () => {
    let bytes = 0;
    const root = await navigator.storage.getDirectory();
    for await (const [name, handle] of root.entries()) {
      if (name.endsWith('-journal') && handle instanceof FileSystemFileHandle)
        bytes += (await handle.getFile()).size;
    }
    return bytes;
  });
}

/** The one that has SQLite in it: it may write files at once. */
async function databaseWorker(page: Page): Promise<Worker> {
  const [worker, ...others] = page.workers();
  expect(others).toEqual([]);
  return worker!;
}

test('[T004] a sale is written in few calls: the journal in one piece, and each step flushed', async () => {
  await fillCart(device.page);
  const worker = await databaseWorker(device.page);
  await worker.evaluate(() => {
    const calls: string[] = [];
    const { write, flush, truncate } = FileSystemSyncAccessHandle.prototype;
    Object.assign(globalThis, { calls });
    Object.assign(FileSystemSyncAccessHandle.prototype, {
      write(this: Handle, from: Uint8Array, options: { at: number }) {
        calls.push(
          from.byteLength === 4096 ? 'page' : from.byteLength > 4096 ? 'journal' : String(from.byteLength),
        );
        return write.call(this, from, options);
      },
      flush(this: Handle) {
        calls.push('flush');
        flush.call(this);
      },
      truncate(this: Handle, size: number) {
        calls.push(`truncate ${size}`);
        truncate.call(this, size);
      },
    });
  });
  await device.page.keyboard.press('F10');
  expect(await receiptNumber(device.page)).toMatch(/^S-/);
  const calls = (await worker.evaluate('calls')) as string[];
  // Of the first transaction: others may follow, for the next cart.
  const commit = calls.slice(0, calls.indexOf('truncate 0') + 2).filter((call) => call !== 'page');
  expect(commit).toEqual(['journal', 'flush', '12', 'flush', 'flush', 'truncate 0', 'flush']);
});

test('[R10.3-1] a tab dies amid a commit: one that was open before takes it back, and sells on', async () => {
  const [good] = await goods('piece', 1, 21);
  const dying = await device.newTab();
  await dying.goto('/sell');
  await canSell(dying);
  await device.page.goto('/sell');
  await canSell(device.page);
  const last = await sellByKeys(device.page, [good!.barcode]);

  await fillCart(dying);
  const worker = await databaseWorker(dying);
  await worker.evaluate(() => {
    let pages = 0;
    const { write } = FileSystemSyncAccessHandle.prototype;
    Object.assign(FileSystemSyncAccessHandle.prototype, {
      write(this: Handle, from: Uint8Array, options: { at: number }) {
        if (from.byteLength === 4096) pages += 1;
        // The database is half written, and stays so.
        for (; pages > 2;);
        return write.call(this, from, options);
      },
    });
  });
  await dying.keyboard.press('F10');
  await expect.poll(() => journalBytes(device.page), { timeout: 20_000 }).toBeGreaterThan(0);
  await dying.close();

  const page = device.page;
  await page.getByRole('button', { name: 'New sale' }).press('Enter');
  const next = await sellByKeys(page, [good!.barcode]);
  const sequence = (number: string) => Number(number.split('-').at(-1));
  expect(sequence(next)).toBe(sequence(last) + 1);
  using local = await deviceDatabase(page);
  expect(local.all('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  expect(local.all('select number from outbox order by position desc limit 2')).toEqual([
    { number: next },
    { number: last },
  ]);
});
