import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { demoLogins, seedDemo } from './demo/seed.ts';
import { seedTrade } from './demo/trade/seed-trade.ts';
import type { Stack } from './stack.ts';

/** Fills a new data directory with the demo shop, once, and tells who may sign in, a line each. */
export async function openDemoShop(stack: Stack, announce: () => void): Promise<readonly string[]> {
  const marker = path.join(stack.dataDir, 'demo-shop');
  if (!existsSync(marker)) {
    announce();
    await seedDemo(stack);
    await seedTrade(stack);
    await writeFile(marker, new Date().toISOString());
  }
  const width = Math.max(...demoLogins.map(({ email }) => email.length));
  return demoLogins.map(
    ({ email, password, role, location }) =>
      `${email.padEnd(width)}  password ${password}  ${role} of ${location}`,
  );
}
