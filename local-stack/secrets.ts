import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

export type Secrets = { readonly jwtSecret: string; readonly postgresPassword: string };

/** The instance's own secrets, made once and readable by their owner alone. */
export async function loadSecrets(dataDir: string): Promise<Secrets> {
  const file = path.join(dataDir, 'secrets.json');
  if (existsSync(file)) return JSON.parse(await readFile(file, 'utf8')) as Secrets;
  const secrets = {
    jwtSecret: randomBytes(32).toString('hex'),
    postgresPassword: randomBytes(18).toString('hex'),
  };
  await writeFile(`${file}.new`, `${JSON.stringify(secrets)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
  return secrets;
}
