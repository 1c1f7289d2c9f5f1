/** `npm run deploy:demo -- <url> <anon key> <service key> <database uri>`: the demo shop, for a project to try Flux in. */
import { seedDemo } from '#stack/demo/seed.ts';
import { seedTrade } from '#stack/demo/trade/seed-trade.ts';

const [url, anonKey, serviceKey, databaseUri] = process.argv.slice(2);
if (databaseUri === undefined || !url || !anonKey || !serviceKey) {
  process.stderr.write('npm run deploy:demo -- <url> <anon key> <service key> <database uri>\n');
  process.exit(2);
}
const project = { url, anonKey, serviceKey, databaseUri };
const { logins } = await seedDemo({ ...project, log: (line) => process.stdout.write(`${line}\n`) });
await seedTrade(project);
for (const { email, password, role, location } of logins)
  process.stdout.write(`${email}  password ${password}  ${role} of ${location}\n`);
