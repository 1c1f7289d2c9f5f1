/**
 * Who may do what with every table, view and function of ours, as one table
 * that a reviewer reads in a minute: what Postgres answers for each role, with
 * what comes by membership and from `public`. Checked in and compared, so a new
 * object or a new right is a diff that somebody has to mean.
 */
import type { ClientBase } from 'pg';

const ROLES = ['anon', 'authenticated', 'service_role', 'flux_writer', 'flux_operator', 'powersync_role'];

const relations = `
  select n.nspname || '.' || c.relname as name,
    case when c.relkind = 'v' then 'view, as its owner' when c.relrowsecurity then 'yes' else 'NO' end as guard,
    (select coalesce(string_agg(distinct case p.polcmd when 'r' then 'r' when 'a' then 'i' when 'w' then 'u' when 'd' then 'd' else '*' end, ''), '')
      from pg_policy p where p.polrelid = c.oid and p.polroles @> array['authenticated'::regrole::oid]) as policies,
    array(select (
        select coalesce(string_agg(w.letter, '' order by w.n), '')
        from (values (1, 'select', 'r'), (2, 'insert', 'i'), (3, 'update', 'u'), (4, 'delete', 'd'), (5, 'truncate', 't')) w (n, privilege, letter)
        where case when w.n in (1, 2, 3) then has_any_column_privilege(r.role, c.oid, w.privilege)
          else has_table_privilege(r.role, c.oid, w.privilege) end
          and has_schema_privilege(r.role, n.oid, 'usage'))
      from unnest($1::text[]) with ordinality r (role, n) order by r.n) as rights
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ('public', 'app', 'operating') and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
  order by 1`;

const functions = `
  select n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' as name,
    case when p.prosecdef then 'as ' || pg_get_userbyid(p.proowner) else 'as who asks' end as guard,
    array(select case when has_function_privilege(r.role, p.oid, 'execute') and has_schema_privilege(r.role, n.oid, 'usage') then 'x' else '' end
      from unnest($1::text[]) with ordinality r (role, n) order by r.n) as rights
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where n.nspname in ('public', 'app', 'operating')
  order by 1`;

interface Row {
  name: string;
  guard: string;
  policies?: string;
  rights: string[];
}

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

export async function describeAccess(client: ClientBase): Promise<string> {
  const { rows: relationRows } = await client.query<Row>(relations, [ROLES]);
  const { rows: functionRows } = await client.query<Row>(functions, [ROLES]);
  const head = (cells: readonly string[]): string[] => [
    line([...cells, ...ROLES]),
    line([...cells, ...ROLES].map(() => '---')),
  ];
  return [
    '# Who may do what',
    '',
    'Generated from `supabase/migrations` by `npm run schema:generate`; do not edit. What is not in it fails a test.',
    '',
    '## Tables and views',
    '',
    '`r` select, `i` insert, `u` update, `d` delete, `t` truncate; `i` and `u` perhaps of some columns only (`schema.generated.sql`).',
    'RLS guards every role but `service_role` and `powersync_role`; *members* is what its policies let the signed-in do at all.',
    '',
    ...head(['object', 'RLS', 'members']),
    ...relationRows.map(({ name, guard, policies = '', rights }) => line([name, guard, policies, ...rights])),
    '',
    '## Functions',
    '',
    ...head(['function', 'runs']),
    ...functionRows.map(({ name, guard, rights }) => line([name, guard, ...rights])),
    '',
  ].join('\n');
}
