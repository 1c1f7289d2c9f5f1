/**
 * Makes deploy/.env from .env.example: passwords, the secret that signs
 * sessions, and the two API keys signed with it. Needs nothing but Node. What
 * is in .env already stays: running it again changes nothing.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const YEARS = 10;
const dir = process.argv[2] ?? import.meta.dirname;
const template = readFileSync(path.join(import.meta.dirname, '.env.example'), 'utf8');
const file = path.join(dir, '.env');
const known = new Map(existsSync(file) ? valuesOf(readFileSync(file, 'utf8')) : []);

/** @param {string} text @returns {[string, string][]} */
function valuesOf(text) {
  return [...text.matchAll(/^(\w+)=(.+)$/gm)].map(([, name = '', value = '']) => [name, value]);
}

/** Letters and digits only: it stands in URIs and in YAML. @param {number} bytes */
function secret(bytes) {
  return randomBytes(bytes).toString('hex');
}

/** @param {string} role @param {string} key */
function apiKey(role, key) {
  const iat = Math.floor(Date.now() / 1000);
  const claims = { role, iss: 'supabase', iat, exp: iat + YEARS * 365 * 86_400 };
  const part = (/** @type {object} */ value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`;
}

const jwtSecret = known.get('JWT_SECRET') ?? secret(32);
/** @type {Record<string, () => string>} */
const generated = {
  POSTGRES_PASSWORD: () => secret(24),
  POWERSYNC_ROLE_PASSWORD: () => secret(24),
  POWERSYNC_STORAGE_PASSWORD: () => secret(24),
  JWT_SECRET: () => jwtSecret,
  ANON_KEY: () => apiKey('anon', jwtSecret),
  SERVICE_ROLE_KEY: () => apiKey('service_role', jwtSecret),
};

const env = template.replace(
  /^(\w+)=(.*)$/gm,
  (_, name, value) => `${name}=${known.get(name) ?? (value || generated[name]?.() || '')}`,
);
writeFileSync(file, env, { mode: 0o600 });
process.stdout.write(`${file} is complete. Set what stands under "Yours".\n`);
