/**
 * The whole of `public` and `app` as one readable text, so that the effect of
 * a migration is a diff that a reviewer can read: columns, constraints,
 * indexes, triggers, policies, grants; functions with owner and rights.
 */
import type { ClientBase } from 'pg';

const tables = `
  select n.nspname || '.' || c.relname as name, c.relrowsecurity as rls, pg_get_userbyid(c.relowner) as owner,
    (select array_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
        || case when a.attnotnull then ' not null' else '' end
        || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') order by a.attnum)
      from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
    (select coalesce(array_agg(k.conname || ' ' || pg_get_constraintdef(k.oid) order by k.contype desc, k.conname), '{}')
      from pg_constraint k where k.conrelid = c.oid and k.contype <> 'n') as constraints,
    (select coalesce(array_agg(pg_get_indexdef(i.indexrelid) order by i.indexrelid::regclass::text), '{}')
      from pg_index i where i.indrelid = c.oid
        and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u'))) as indexes,
    (select coalesce(array_agg(pg_get_triggerdef(t.oid) order by t.tgname), '{}')
      from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal) as triggers,
    (select coalesce(array_agg(format('%s for %s to %s using (%s) check (%s)', p.polname,
          case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
          (select string_agg(case r when 0 then 'public' else pg_get_userbyid(r) end, ', ' order by pg_get_userbyid(r)) from unnest(p.polroles) r),
          coalesce(pg_get_expr(p.polqual, p.polrelid), ''), coalesce(pg_get_expr(p.polwithcheck, p.polrelid), ''))
        order by p.polname, p.polcmd), '{}')
      from pg_policy p where p.polrelid = c.oid) as policies,
    (select coalesce(array_agg(g order by g), '{}') from (
        select case x.grantee when 0 then 'public' else pg_get_userbyid(x.grantee) end || ': '
          || string_agg(lower(x.privilege_type), ', ' order by x.privilege_type) as g
        from aclexplode(c.relacl) x where x.grantee <> c.relowner group by x.grantee
        union all
        select pg_get_userbyid(x.grantee) || ': ' || lower(x.privilege_type) || ' (' || string_agg(a.attname, ', ' order by a.attnum) || ')'
        from pg_attribute a, aclexplode(a.attacl) x where a.attrelid = c.oid group by x.grantee, x.privilege_type) gs) as grants
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ('public', 'app') and c.relkind in ('r', 'p')
  order by 1`;

const functions = `
  select n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ') returns '
      || pg_get_function_result(p.oid) as name,
    pg_get_userbyid(p.proowner) as owner,
    case when p.prosecdef then 'security definer' else 'security invoker' end as security,
    case p.provolatile when 'i' then 'immutable' when 's' then 'stable' else 'volatile' end as volatility,
    coalesce((select string_agg(case x.grantee when 0 then 'public' else pg_get_userbyid(x.grantee) end, ', '
        order by pg_get_userbyid(x.grantee))
      from aclexplode(p.proacl) x where x.grantee <> p.proowner), '') as executable_by
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where n.nspname in ('public', 'app')
  order by 1`;

const enums = `
  select t.typname as name, array_agg(e.enumlabel::text order by e.enumsortorder) as labels
  from pg_type t join pg_enum e on e.enumtypid = t.oid
  where t.typnamespace = 'public'::regnamespace
  group by t.typname order by 1`;

interface TableRow {
  name: string;
  rls: boolean;
  owner: string;
  columns: string[];
  constraints: string[];
  indexes: string[];
  triggers: string[];
  policies: string[];
  grants: string[];
}
interface FunctionRow {
  name: string;
  owner: string;
  security: string;
  volatility: string;
  executable_by: string;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0
    ? []
    : [`--   ${title}`, ...lines.map((line) => `--     ${line.replaceAll(/\s+/g, ' ')}`)];
}

export async function describeSchema(client: ClientBase): Promise<string> {
  const { rows: enumRows } = await client.query<{ name: string; labels: string[] }>(enums);
  const { rows: tableRows } = await client.query<TableRow>(tables);
  const { rows: functionRows } = await client.query<FunctionRow>(functions);
  return [
    '-- Generated from supabase/migrations by `npm run schema:generate`. Do not edit or run:',
    "-- it shows a migration's effect as a diff.",
    '',
    ...enumRows.map((row) => `-- enum ${row.name}: ${row.labels.join(' | ')}`),
    ...tableRows.flatMap((row) => [
      '',
      `-- table ${row.name} (owner ${row.owner}${row.rls ? ', row level security' : ', NO ROW LEVEL SECURITY'})`,
      ...section('columns', row.columns),
      ...section('constraints', row.constraints),
      ...section('indexes', row.indexes),
      ...section('triggers', row.triggers),
      ...section('policies', row.policies),
      ...section('grants', row.grants),
    ]),
    '',
    ...functionRows.map(
      (row) =>
        `-- function ${row.name} · ${row.owner}, ${row.security}, ${row.volatility} · executable by: ${row.executable_by || 'owner'}`,
    ),
    '',
  ].join('\n');
}
