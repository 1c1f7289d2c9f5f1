import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { Context } from 'hono';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

/** The built PWA: files as they are, and for every other address the shell, whose router knows the screens. */
export function staticFiles(distDir: string): (c: Context) => Promise<Response> {
  const root = path.resolve(distDir);
  return async (c) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD')
      return c.text('Method not allowed', 405, { Allow: 'GET, HEAD' });
    const name = decodePath(c.req.path);
    if (name === null) return c.text('Not found', 404);
    const file = (await send(c, root, name)) ?? (isScreen(name) ? await send(c, root, '/index.html') : null);
    if (file) return file;
    if (!isScreen(name)) return c.text('Not found', 404);
    return c.text('The app is not built yet. Run: npm start (it builds), or npx vite build.', 503);
  };
}

/** An address of the app, not of a file: a missing asset must not answer with the shell. */
function isScreen(name: string): boolean {
  return !name.startsWith('/assets/') && path.extname(name) === '';
}

async function send(c: Context, root: string, name: string): Promise<Response | null> {
  const file = path.join(root, name);
  if (!file.startsWith(root + path.sep)) return null;
  const info = await stat(file).catch(() => null);
  if (!info?.isFile()) return null;
  const etag = `"${info.size.toString(36)}-${info.mtimeMs.toString(36)}"`;
  const headers = {
    'Content-Type': TYPES[path.extname(file)] ?? 'application/octet-stream',
    // Vite names what lies in assets/ by its content.
    'Cache-Control': name.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    ETag: etag,
  };
  if (c.req.header('if-none-match') === etag) return new Response(null, { status: 304, headers });
  const sized = { ...headers, 'Content-Length': String(info.size) };
  if (c.req.method === 'HEAD') return new Response(null, { headers: sized });
  return new Response(Readable.toWeb(createReadStream(file)) as ReadableStream, { headers: sized });
}

function decodePath(text: string): string | null {
  try {
    const name = decodeURIComponent(text);
    return name.includes('\0') ? null : path.posix.normalize(name);
  } catch {
    return null;
  }
}
