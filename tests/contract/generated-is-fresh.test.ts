import { readFile } from 'node:fs/promises';
import { expect, inject, test } from 'vitest';
import { generateFrom } from '#stack/schema/generate.ts';

test('what is generated from the migrations is what is checked in', async () => {
  for (const [file, text] of Object.entries(await generateFrom(inject('migrationUri')))) {
    expect(await readFile(file, 'utf8'), `${file}: run npm run schema:generate`).toBe(text);
  }
});
