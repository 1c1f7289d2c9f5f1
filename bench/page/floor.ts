/** The floor of a cold start: a page that opens plain SQLite, reads one item and accepts input. */
import { plainEngine } from './plain-engine.ts';
import { makeShop } from './shop.ts';

const engine = plainEngine();

async function start(): Promise<void> {
  await engine.open();
  await engine.stockPage(0);
  document.querySelector('input')?.removeAttribute('disabled');
}

export const floor = {
  fill: (itemCount: number) => engine.load(makeShop(itemCount)),
};

declare global {
  interface Window {
    floor: typeof floor;
  }
}
window.floor = floor;
await start();
