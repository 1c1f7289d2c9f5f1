/**
 * A barcode scanner: keys 5 ms apart, by the clock of the events themselves, so
 * that a busy machine does not turn a scan into slow typing.
 */
import type { CDPSession, Page } from '@playwright/test';

const keyboards = new WeakMap<Page, Promise<CDPSession>>();

export async function scan(page: Page, code: string): Promise<void> {
  const keys = await keyboardOf(page);
  let at = Date.now() / 1000;
  const sent: Promise<unknown>[] = [];
  for (const key of Array.from(code).map(keyOf)) {
    at += 0.005;
    sent.push(keys.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key, timestamp: at }));
    sent.push(keys.send('Input.dispatchKeyEvent', { type: 'keyUp', key: key.key, timestamp: at + 0.002 }));
  }
  const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, timestamp: at + 0.005 };
  sent.push(keys.send('Input.dispatchKeyEvent', { type: 'keyDown', text: '\r', ...enter }));
  sent.push(keys.send('Input.dispatchKeyEvent', { type: 'keyUp', ...enter }));
  await Promise.all(sent);
}

/** The separator of a GS1 code has no key of its own: scanners press Ctrl and ]. */
function keyOf(text: string): { key: string; text?: string; modifiers?: number } {
  return text === '\x1d' ? { key: ']', modifiers: 2 } : { key: text, text };
}

/** On the same keyboard, so that it comes in the order of the calls, none awaited. */
export async function pressFunctionKey(page: Page, number: 2 | 9): Promise<void> {
  const keys = await keyboardOf(page);
  const key = { key: `F${number}`, code: `F${number}`, windowsVirtualKeyCode: 111 + number };
  const down = keys.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key });
  await Promise.all([down, keys.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key })]);
}

function keyboardOf(page: Page): Promise<CDPSession> {
  const keyboard = keyboards.get(page) ?? page.context().newCDPSession(page);
  keyboards.set(page, keyboard);
  return keyboard;
}
