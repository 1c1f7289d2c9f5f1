/** `npm run deploy:migrate -- <uri>`: the migrations that a database has not seen, as `postgres`. */
import { places } from '#stack/config.ts';
import { applyMigrations } from '#stack/postgres/apply-migrations.ts';

const [databaseUri] = process.argv.slice(2);
if (databaseUri === undefined) {
  process.stderr.write('npm run deploy:migrate -- postgresql://postgres:…@127.0.0.1:5432/postgres\n');
  process.exit(2);
}
const ran = await applyMigrations({ databaseUri, migrationsDir: places.migrations });
for (const file of ran) process.stdout.write(`${file}\n`);
process.stdout.write(ran.length === 0 ? 'Nothing to do.\n' : `${ran.length} migrations ran.\n`);
