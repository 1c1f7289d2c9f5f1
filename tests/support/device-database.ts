/** What a device has on its disk, read from the browser's own storage and opened here. */
import { rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Page } from '@playwright/test';

interface StoredFile {
  readonly name: string;
  readonly bytes: Buffer;
}

const mostTries = 50;

/**
 * Every file of the origin's private file system, each as it was at one moment:
 * a write while it is read makes the browser refuse, and it is read again.
 */
export async function storedFiles(page: Page): Promise<readonly StoredFile[]> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await readFiles(page);
    } catch (error) {
      if (!String(error).includes('NotReadableError') || tries === mostTries) throw error;
    }
  }
}

async function readFiles(page: Page): Promise<readonly StoredFile[]> {
  const files = await page.evaluate(async () => {
    const found: { name: string; base64: string }[] = [];
    const root = await navigator.storage.getDirectory();
    for await (const [name, handle] of root.entries()) {
      if (!(handle instanceof FileSystemFileHandle)) continue;
      const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
      let text = '';
      for (let at = 0; at < bytes.length; at += 32_768) {
        text += String.fromCharCode(...bytes.subarray(at, at + 32_768));
      }
      found.push({ name, base64: btoa(text) });
    }
    return found;
  });
  return files.map(({ name, base64 }) => ({ name, bytes: Buffer.from(base64, 'base64') }));
}

export interface DatabaseCopy extends Disposable {
  all<Row>(text: string): Row[];
}

/** Copies of the device's databases; nothing may be writing to them meanwhile. */
export async function deviceDatabases(page: Page): Promise<DatabaseCopy[]> {
  const files = await storedFiles(page);
  const databases = files.filter(({ bytes }) => bytes.subarray(0, 15).toString() === 'SQLite format 3');
  return Promise.all(databases.map(({ bytes }) => copyOf(bytes)));
}

/** Of a device with one database. */
export async function deviceDatabase(page: Page): Promise<DatabaseCopy> {
  const databases = await deviceDatabases(page);
  const [only] = databases;
  if (!only || databases.length > 1) throw new Error(`The device has ${databases.length} databases.`);
  return only;
}

/**
 * The drafts of a device, as they are kept. A change is written right behind
 * what is seen of it, and a page that is loaded in that very moment may lose it
 * (R2-2): who loads the page anew first sees it here.
 */
export async function draftsOnDisk(page: Page): Promise<readonly string[]> {
  using copy = await deviceDatabase(page);
  return copy.all<{ payload: string }>('select payload from drafts').map(({ payload }) => payload);
}

async function copyOf(bytes: Buffer): Promise<DatabaseCopy> {
  const file = path.join(tmpdir(), `flux-copy-${crypto.randomUUID()}.db`);
  await writeFile(file, bytes);
  const database = new DatabaseSync(file);
  return {
    all: <Row>(text: string) => database.prepare(text).all() as Row[],
    [Symbol.dispose]() {
      database.close();
      rmSync(file);
    },
  };
}
