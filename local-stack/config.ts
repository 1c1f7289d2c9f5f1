import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..');

/** Where the stack finds what it serves and reads; all of it belongs to the project. */
export const places = {
  root: ROOT,
  dist: path.join(ROOT, 'dist'),
  migrations: path.join(ROOT, 'supabase', 'migrations'),
  rules: path.join(ROOT, 'sync-rules', 'sync-rules.yaml'),
};

export type Settings = {
  readonly port: number;
  readonly dataDir: string;
  readonly powersyncUrl: string | undefined;
  readonly jwtSecret: string | undefined;
};

/** The environment of `npm start`; a value that cannot be meant is refused with its name. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const port = Number(env.FLUX_PORT ?? 5173);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(`FLUX_PORT is no port: ${env.FLUX_PORT}`);
  const powersyncUrl = env.FLUX_POWERSYNC_URL || undefined;
  if (powersyncUrl !== undefined && !/^https?:$/.test(URL.parse(powersyncUrl)?.protocol ?? '')) {
    throw new Error(`FLUX_POWERSYNC_URL is no http address: ${powersyncUrl}`);
  }
  const jwtSecret = env.FLUX_JWT_SECRET || undefined;
  if (jwtSecret !== undefined && jwtSecret.length < 32)
    throw new Error('FLUX_JWT_SECRET needs at least 32 characters');
  return { port, dataDir: path.resolve(ROOT, env.FLUX_DATA_DIR || '.flux'), powersyncUrl, jwtSecret };
}
