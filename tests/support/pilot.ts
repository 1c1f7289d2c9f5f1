/**
 * What a smoke test needs of any browser. Playwright drives only Chromium here
 * (its Firefox and WebKit are builds of its own that cannot be had), so each
 * engine has its own wire: everything goes by what stands on the screen.
 */
import { until } from './device.ts';

export interface Pilot {
  /** What the storage of this browser is called, as the docs name it. */
  readonly name: string;
  goto(url: string): Promise<void>;
  /** Runs the body of a function in the page. */
  run<T>(body: string, ...args: readonly string[]): Promise<T>;
  /** Clicks, as a pointer does, the element that the body returns. */
  click(body: string, ...args: readonly string[]): Promise<void>;
  /** Into what has the focus. */
  type(text: string): Promise<void>;
  press(key: 'Enter' | 'F9' | 'F10'): Promise<void>;
  screenshot(): Promise<Buffer>;
  /** Where the engine keeps a profile: the same one, in a new process. */
  reopen(): Promise<void>;
  close(): Promise<void>;
}

/** Between two keys, as a person types: what is faster is a scanner. */
export const keyMs = 100;

const labelled = `
  const named = (e) => e.getAttribute('aria-label') ?? [...(e.labels ?? [])].map((l) => l.innerText.trim())[0] ?? e.innerText?.trim() ?? '';
  const shown = (e) => e.getClientRects().length > 0;
  return [...document.querySelectorAll(arguments[0])].find((e) => shown(e) && named(e).startsWith(arguments[1])) ?? null;`;

/** A label or a name may go on after these words. */
async function isThere(pilot: Pilot, css: string, name: string): Promise<void> {
  // What is there instead, where it is not.
  const body = `return (function () {${labelled}}).apply(null, arguments) === null ? document.body.innerText : null`;
  const look = () => pilot.run<string | null>(body, css, name);
  await until(`'${name}' is there`, look, (instead) => instead === null);
}

async function clickNamed(pilot: Pilot, css: string, name: string): Promise<void> {
  await isThere(pilot, css, name);
  await pilot.click(labelled, css, name);
}

export const hasField = (pilot: Pilot, label: string) => isThere(pilot, 'input', label);

export const press = (pilot: Pilot, name: string) =>
  clickNamed(pilot, 'button, a, [role=button], [role=radio], [role=option]', name);

export async function fill(pilot: Pilot, label: string, text: string): Promise<void> {
  await clickNamed(pilot, 'input', label);
  await pilot.type(text);
}

export const pageText = (pilot: Pilot) => pilot.run<string>('return document.body.innerText');

/** Waits until the words are on the page. */
export async function sees(pilot: Pilot, words: string | RegExp, timeoutMs = 60_000): Promise<string> {
  const isThere = (text: string) => (typeof words === 'string' ? text.includes(words) : words.test(text));
  return until(`${pilot.name} shows ${words}`, () => pageText(pilot), isThere, timeoutMs);
}
