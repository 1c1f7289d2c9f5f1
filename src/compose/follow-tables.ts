/** Runs `look` now and after every change of the tables, one at a time; resolves when the last has ended. */
import type { LocalDatabase } from '#db/local-database.ts';

export function followTables(
  { power }: LocalDatabase,
  tables: readonly string[],
  look: () => Promise<void>,
  onError: (error: unknown) => void,
): () => Promise<void> {
  let looking = look().catch(onError);
  const onChange = () => {
    looking = looking.then(look).catch(onError);
  };
  const stop = power.onChangeWithCallback({ onChange }, { tables: [...tables], throttleMs: 200 });
  return async () => {
    stop();
    await looking;
  };
}
