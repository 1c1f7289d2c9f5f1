import { expect, test } from 'vitest';
import { failureCodes } from '#schema/failure-codes.ts';
import { owner } from '#tests/database/world.ts';

test('the codes that the SQL raises are the codes that the app knows', async () => {
  const { rows } = await owner.query<{ code: string }>(
    `select distinct (regexp_matches(p.prosrc || coalesce(pg_get_functiondef(p.oid), ''), '''(R[VDAH][A-Z]{3})''', 'g'))[1] as code
     from pg_proc p where p.pronamespace in ('app'::regnamespace, 'public'::regnamespace) and p.prokind = 'f'`,
  );
  expect(rows.map((row) => row.code).toSorted()).toEqual(Object.keys(failureCodes).toSorted());
});

test('a code can clash with none of the standard or of Postgres', () => {
  // Classes that begin with I to Z are left to users, and ours have letters where Postgres has digits.
  for (const code of Object.keys(failureCodes)) expect(code).toMatch(/^R[VDAH][A-Z]{3}$/);
});
