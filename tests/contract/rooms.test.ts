import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';

const run = promisify(execFile);
interface Lint {
  overrides: { files: string[]; rules: Record<string, unknown> }[];
}
const lint = JSON.parse(await readFile('.oxlintrc.json', 'utf8')) as Lint;
const bounded = new Set(
  lint.overrides
    .filter((override) => 'no-restricted-imports' in override.rules)
    .flatMap((override) => override.files),
);
const probes: string[] = [];

afterAll(async () => {
  for (const probe of probes) await rm(probe, { force: true });
});

async function roomsOf(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => `${dir}/${entry.name}`);
}

test('every room says whom it may import', async () => {
  for (const room of [...(await roomsOf('src')), 'backend-connector', 'local-stack', 'deploy']) {
    expect([...bounded], `${room} has no import rule in .oxlintrc.json`).toContain(`${room}/**`);
  }
});

test('the linter really refuses what the rules forbid', async () => {
  const forbidden: Record<string, string> = {
    'src/domain': `import '#db/write.ts';`,
    'src/schema': `import 'react';`,
    'src/ui': `import '#db/write.ts';`,
    'src/queries': `import '#commands/post-sale.ts';`,
    'src/commands': `import './../ui/x.ts';`,
    'backend-connector': `import '#ui/x.ts';`,
    'local-stack': `import '#schema/push.ts';`,
    deploy: `import '#schema/push.ts';`,
  };
  for (const [room, line] of Object.entries(forbidden)) {
    const probe = path.join(room, 'forbidden-probe.ts');
    probes.push(probe);
    await mkdir(room, { recursive: true });
    await writeFile(probe, `${line}\n`);
  }
  const { stdout } = await run('npx', ['oxlint', '--format=unix', ...probes]).catch(
    (error: { stdout: string }) => error,
  );
  for (const probe of probes) {
    const said = stdout.split('\n').filter((line) => line.includes(probe));
    expect(said.join('\n'), probe).toContain('no-restricted-imports');
  }
});
