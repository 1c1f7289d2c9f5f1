/**
 * WebKit, as Debian's WebKitGTK has it: the classic WebDriver protocol, spoken
 * to WebKitWebDriver. A window that is driven keeps nothing beyond its session,
 * and it has no private file system: like a private window of Safari.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { freePort } from './free-port.ts';
import { installPackage } from './debian-package.ts';
import { until } from './device.ts';
import { keyMs, type Pilot } from './pilot.ts';

const libraries = '/usr/lib/x86_64-linux-gnu';
/** As the protocol writes keys that have no letter. */
const keys = { Enter: '\uE007', F9: '\uE039', F10: '\uE03A' } as const;

type Element = Readonly<Record<string, string>>;

export async function startWebKit(): Promise<Pilot> {
  if (!existsSync('/usr/bin/WebKitWebDriver')) installPackage('webkit2gtk-driver');
  if (!existsSync('/usr/bin/Xvfb')) installPackage('xvfb');
  const screen = await startScreen();
  const port = await freePort();
  const env = { ...process.env, DISPLAY: screen.display, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1' };
  const driver = spawn('WebKitWebDriver', [`--port=${port}`], { stdio: 'ignore', env });
  const ask = async <T>(method: string, at: string, body?: object): Promise<T> => {
    const answer = await fetch(`http://127.0.0.1:${port}${at}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    });
    const { value } = (await answer.json()) as { value: T };
    if (!answer.ok) throw new Error(`${at}: ${JSON.stringify(value)}`);
    return value;
  };
  await until(
    'the driver',
    () => ask('GET', '/status').catch(() => null),
    (status) => status !== null,
  );
  const options = { binary: miniBrowser(), args: ['--automation'] };
  const { sessionId } = await ask<{ sessionId: string }>('POST', '/session', {
    capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } },
  });
  const here = `/session/${sessionId}`;
  const run = <T>(script: string, args: readonly string[]) =>
    ask<T>('POST', `${here}/execute/sync`, { script, args });
  const act = (key: readonly string[]) =>
    ask('POST', `${here}/actions`, {
      actions: [
        {
          type: 'key',
          id: 'keyboard',
          actions: key.flatMap((value) => [
            { type: 'keyDown', value },
            { type: 'keyUp', value },
            { type: 'pause', duration: keyMs },
          ]),
        },
      ],
    });
  return {
    name: 'WebKit',
    goto: async (url) => void (await ask('POST', `${here}/url`, { url })),
    run: (body, ...args) => run(body, args),
    async click(body, ...args) {
      const [id] = Object.values(await run<Element>(body, args));
      await ask('POST', `${here}/element/${id}/click`, {});
    },
    type: async (text) => void (await act(Array.from(text))),
    press: async (key) => void (await act([keys[key]])),
    screenshot: async () => Buffer.from(await ask<string>('GET', `${here}/screenshot`), 'base64'),
    // A session of its own would know nothing of this one.
    reopen: async () => void (await ask('POST', `${here}/refresh`, {})),
    async close() {
      await ask('DELETE', here);
      await ended(driver);
      await ended(screen.process);
    },
  };
}

function miniBrowser(): string {
  const folder = readdirSync(libraries).find(
    (name) => name.startsWith('webkit2gtk-4') && existsSync(path.join(libraries, name, 'MiniBrowser')),
  );
  if (!folder) throw new Error('WebKitGTK has no MiniBrowser here.');
  return path.join(libraries, folder, 'MiniBrowser');
}

/** It says itself which display was free. */
async function startScreen(): Promise<{ display: string; process: ChildProcess }> {
  const child = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1366x900x24'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const display = await new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    child.stdio[3]?.once('data', (data: Buffer) => resolve(`:${data.toString().trim()}`));
  });
  return { display, process: child };
}

async function ended(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill();
  await gone;
}
