import { existsSync, readFileSync, rmSync } from 'node:fs';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** What others may know of a running stack (`npm run stack -- info --json`). */
export type Info = {
  readonly url: string;
  readonly anonKey: string;
  readonly serviceKey: string;
  readonly databaseUri: string;
  readonly powersyncUrl: string;
};

type Owner = { readonly pid: number; readonly born: string };

/** Makes the data directory ours until release(): one directory, one running stack. */
export async function claimDataDir(dataDir: string): Promise<{ release(): void }> {
  await mkdir(dataDir, { recursive: true });
  const file = path.join(dataDir, 'owner.json');
  const own = path.join(dataDir, `owner.${process.pid}.json`);
  await writeFile(own, JSON.stringify({ pid: process.pid, born: bornAt(process.pid) } satisfies Owner));
  try {
    const owner = readOwner(file);
    if (owner && isRunning(owner)) {
      throw new Error(
        `Another Flux (process ${owner.pid}) uses ${dataDir}. Stop it, or set FLUX_DATA_DIR to another folder.`,
      );
    }
    await rm(file, { force: true });
    // A link, unlike a rename, fails when another has claimed it meanwhile.
    await link(own, file).catch((cause: unknown) => {
      throw new Error(`Another Flux is starting in ${dataDir}.`, { cause });
    });
  } finally {
    await rm(own, { force: true });
  }
  return { release: () => rmSync(file, { force: true }) };
}

export async function writeInfo(dataDir: string, info: Info): Promise<void> {
  const file = path.join(dataDir, 'info.json');
  await writeFile(`${file}.new`, JSON.stringify(info), { mode: 0o600 });
  await rename(`${file}.new`, file);
}

/** The stack that runs on this data directory now, or null. */
export async function readInfo(dataDir: string): Promise<Info | null> {
  if (!isClaimed(dataDir)) return null;
  const file = path.join(dataDir, 'info.json');
  return existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as Info) : null;
}

export function removeInfo(dataDir: string): void {
  rmSync(path.join(dataDir, 'info.json'), { force: true });
}

export function isClaimed(dataDir: string): boolean {
  const owner = readOwner(path.join(dataDir, 'owner.json'));
  return owner !== null && isRunning(owner);
}

function readOwner(file: string): Owner | null {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Owner) : null;
}

function isRunning(owner: Owner): boolean {
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return bornAt(owner.pid) === owner.born;
}

/** When a process began, where the system tells: process ids come again, in a container very soon. */
function bornAt(pid: number): string {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return 'unknown';
  const text = readFileSync(file, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? 'unknown';
}
