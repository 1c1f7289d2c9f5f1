import type { MiddlewareHandler } from 'hono';

/**
 * Nothing that is not ours runs or is asked: no inline script or style, no
 * eval but WASM's own. A PowerSync Service elsewhere is the one foreign place
 * that the page may talk to.
 */
export function contentSecurityPolicy(powersyncUrl: string | undefined): string {
  const foreign =
    powersyncUrl === undefined
      ? []
      : [new URL(powersyncUrl).origin, new URL(powersyncUrl).origin.replace(/^http/, 'ws')];
  const policy: Record<string, string[]> = {
    'default-src': ["'none'"],
    'script-src': ["'self'", "'wasm-unsafe-eval'"],
    'worker-src': ["'self'"],
    'connect-src': ["'self'", ...foreign],
    'img-src': ["'self'", 'data:', 'blob:'],
    'style-src': ["'self'"],
    'font-src': ["'self'"],
    'manifest-src': ["'self'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
  };
  return Object.entries(policy)
    .map(([directive, sources]) => [directive, ...sources].join(' '))
    .join('; ');
}

export function securityHeaders(powersyncUrl: string | undefined): MiddlewareHandler {
  const policy = contentSecurityPolicy(powersyncUrl);
  return async (c, next) => {
    await next();
    c.header('Content-Security-Policy', policy);
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('Referrer-Policy', 'no-referrer');
    c.header('Cross-Origin-Opener-Policy', 'same-origin');
  };
}
