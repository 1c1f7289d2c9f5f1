import { expect, test } from 'vitest';
import { flagsToLookAt, quietFlags } from '#schema/flags.ts';
import { owner } from '#tests/database/world.ts';

test('the flags that the SQL puts on documents are those that the app has words for', async () => {
  // Appended (`flags || 'x'`), in a list (`then 'x' end`), or the whole of it (`'{x}'`).
  const { rows } = await owner.query<{ flag: string }>(
    `select distinct found[1] as flag
     from pg_proc p
     cross join lateral regexp_matches(p.prosrc,
       $$flags \\|\\| '([a-z_]+)'|then '([a-z_]+)' end|flags := '{([a-z_]+)}'$$, 'g') as parts
     cross join lateral (select array_remove(parts, null)) as one (found)
     where p.pronamespace in ('app'::regnamespace, 'public'::regnamespace) and p.prokind = 'f' and p.prosrc ~ 'flags'`,
  );
  const known: readonly string[] = [...flagsToLookAt, ...quietFlags];
  expect(rows.map(({ flag }) => flag).toSorted()).toEqual(known.toSorted());
});
