import { defineConfig } from 'vitest/config';

/** What takes minutes runs in `npm run soak`, not with every change. */
const exclude = process.env['FLUX_SOAK'] === '1' ? [] : ['**/*.soak.test.ts'];

/** A project is a folder of tests and the world that it needs. */
function project(name: string, include: string[], options: Record<string, unknown> = {}) {
  return { test: { name, include, exclude, environment: 'node', ...options } };
}

const slow = { testTimeout: 120_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    // Two cores: a file that starts servers does not share them with many others.
    maxWorkers: 2,
    projects: [
      project('unit', ['src/**/*.test.ts', 'backend-connector/**/*.test.ts', 'local-stack/**/*.test.ts'], {
        // Properties are tried on many values, beside a worker that starts servers.
        testTimeout: 30_000,
      }),
      project('database', ['tests/database/**/*.test.ts', 'tests/contract/**/*.test.ts'], {
        ...slow,
        // They share one database, and one of them injects faults into it.
        fileParallelism: false,
        globalSetup: ['tests/support/database-server.ts'],
      }),
      project('gateway', ['tests/gateway/**/*.test.ts'], slow),
      project('sync', ['tests/sync/**/*.test.ts'], slow),
      project('simulation', ['tests/simulation/**/*.test.ts'], {
        testTimeout: 600_000,
        hookTimeout: 120_000,
        // The second is for what needs more than one connection.
        globalSetup: ['tests/simulation/setup.ts', 'tests/support/database-server.ts'],
      }),
      project('e2e', ['tests/e2e/**/*.test.ts'], {
        ...slow,
        globalSetup: ['tests/support/demo-shop.ts'],
      }),
    ],
  },
});
