import type pg from 'pg';
import { RestError } from './error-body.ts';

export type Parameter = {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
  readonly variadic: boolean;
};

export type Fn = {
  readonly isSet: boolean;
  readonly isVoid: boolean;
  readonly parameters: readonly Parameter[];
};

// Asked anew in each request: PostgREST keeps this in a cache and reloads it
// when told; always asking is always right and, prepared, costs a third of a millisecond.
const FUNCTIONS = `
select p.proretset as "isSet", p.prorettype = 'pg_catalog.void'::pg_catalog.regtype as "isVoid",
       coalesce((
         select jsonb_agg(jsonb_build_object(
           'name', coalesce(a.name, ''), 'type', pg_catalog.format_type(a.type, null),
           'optional', a.position > p.pronargs - p.pronargdefaults, 'variadic', coalesce(a.mode = 'v', false)
         ) order by a.position)
         from (select name, type, mode, row_number() over (order by n) as position
                 from unnest(coalesce(p.proallargtypes, p.proargtypes::oid[]), p.proargmodes, p.proargnames)
                      with ordinality as u(type, mode, name, n)
                where coalesce(mode, 'i') in ('i', 'b', 'v')) a), '[]') as parameters
  from pg_catalog.pg_proc p
 where p.pronamespace = 'public'::pg_catalog.regnamespace and p.proname = $1 and p.prokind = 'f'
   and p.prorettype <> 'pg_catalog.trigger'::pg_catalog.regtype`;

/** The function of `public` with this name that takes exactly these arguments by name. */
export async function findFunction(
  client: pg.PoolClient,
  name: string,
  keys: readonly string[],
): Promise<Fn> {
  const { rows } = await client.query<Fn>({ name: 'functions', text: FUNCTIONS, values: [name] });
  const fitting = rows.filter((fn) => fits(fn.parameters, keys));
  const [only, another] = fitting;
  if (another)
    throw new RestError(
      300,
      'PGRST203',
      `Could not choose the best candidate function between: ${describe(name, fitting)}`,
    );
  if (only) return only;
  const args = keys.length > 0 ? `(${keys.join(', ')})` : ' without parameters';
  throw new RestError(
    404,
    'PGRST202',
    `Could not find the function public.${name}${args} in the schema cache`,
    {
      details: `Searched for the function public.${name}${keys.length > 0 ? ` with parameters ${keys.join(', ')}` : args}, but no matches were found in the schema cache.`,
    },
  );
}

function fits(parameters: readonly Parameter[], keys: readonly string[]): boolean {
  const known = new Set(parameters.map(({ name }) => name));
  return (
    keys.every((key) => known.has(key)) &&
    parameters.every(({ name, optional }) => optional || keys.includes(name))
  );
}

function describe(name: string, candidates: readonly Fn[]): string {
  return candidates
    .map(
      (fn) =>
        `public.${name}(${fn.parameters.map((parameter) => `${parameter.name} => ${parameter.type}`).join(', ')})`,
    )
    .join(', ');
}
