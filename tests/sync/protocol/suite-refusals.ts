import { SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { expect, test } from 'vitest';
import { ClientState } from './client-state.ts';
import { postStream, streamBody } from './stream-client.ts';
import type { Suite } from './suite.ts';
import { nowSeconds, token, type TokenOptions } from './target.ts';

interface Refusal {
  readonly error: {
    readonly code: string;
    readonly status: number;
    readonly description: string;
    readonly name: string;
  };
}

export function runRefusalTests(suite: Suite): void {
  const week = 7 * 24 * 3600;
  const badTokens: [string, string, TokenOptions][] = [
    ['made with another secret', 'PSYNC_S2101', { secret: 'not the secret at all, but long enough' }],
    ['expired', 'PSYNC_S2103', { issuedAt: nowSeconds() - 7200, expiresAt: nowSeconds() - 3600 }],
    ['for another audience', 'PSYNC_S2105', { audience: 'anon' }],
    ['living too long', 'PSYNC_S2104', { expiresAt: nowSeconds() + week + 3600 }],
  ];

  for (const [what, code, options] of badTokens)
    test(`[A1] [T105] a token ${what} is refused with ${code}`, async () => {
      const user = suite.fresh('user');
      const jwt = await token(suite.target, user, options);
      const response = await postStream(suite.target, jwt, streamBody({ user }, new ClientState()));
      expect(response.status).toBe(401);
      const { error } = (await response.json()) as Refusal;
      expect(error).toMatchObject({ code, status: 401, name: 'AuthorizationError' });
    });

  test('[A1] [T105] a token without a signature, of another algorithm, without a user, an audience or an end, or not yet valid, is refused', async () => {
    const key = new TextEncoder().encode(suite.target.jwtSecret);
    const claims = {
      aud: 'authenticated',
      role: 'authenticated',
      iat: nowSeconds(),
      exp: nowSeconds() + 600,
    };
    const sub = suite.fresh('user');
    const sign = (payload: Record<string, unknown>, alg = 'HS256') =>
      new SignJWT(payload as JWTPayload).setProtectedHeader({ alg, typ: 'JWT' }).sign(key);
    const good = await sign({ ...claims, sub });
    const [head = '', body = '', signature = ''] = good.split('.');
    const forged = Buffer.from(JSON.stringify({ ...claims, sub: 'somebody else' })).toString('base64url');
    const tokens: Record<string, string> = {
      'alg none': new UnsecuredJWT({ ...claims, sub }).encode(),
      HS512: await sign({ ...claims, sub }, 'HS512'),
      'a payload that was changed': [head, forged, signature].join('.'),
      'no signature': [head, body, ''].join('.'),
      'no sub': await sign(claims),
      'no exp': await sign({ ...claims, sub, exp: undefined }),
      'no aud': await sign({ ...claims, sub, aud: undefined }),
      'nbf tomorrow': await sign({ ...claims, sub, nbf: nowSeconds() + 86_400 }),
      'the key of a visitor': await sign({ role: 'anon', iss: 'supabase', iat: claims.iat, exp: claims.exp }),
      'the key of the service': await sign({ ...claims, role: 'service_role', aud: undefined }),
    };
    for (const [what, jwt] of Object.entries(tokens)) {
      const abort = new AbortController();
      const response = await postStream(
        suite.target,
        jwt,
        streamBody({ user: sub }, new ClientState()),
        abort.signal,
      );
      expect(response.status, what).toBe(401);
      abort.abort();
    }
  });

  test('[A1] [T105] a token that is none, and a missing one, are refused', async () => {
    const garbage = await postStream(suite.target, 'abc.def', {});
    expect(((await garbage.json()) as Refusal).error.code).toBe('PSYNC_S2101');
    const missing = await fetch(`${suite.target.baseUrl}/write-checkpoint2.json?client_id=c`);
    expect(missing.status).toBe(401);
    expect(((await missing.json()) as Refusal).error.code).toBe('PSYNC_S2106');
  });

  test('[A1] Bearer is as good as Token', async () => {
    const headers = { authorization: `Bearer ${await token(suite.target, suite.fresh('user'))}` };
    expect(
      (await fetch(`${suite.target.baseUrl}/write-checkpoint2.json?client_id=c`, { headers })).status,
    ).toBe(200);
  });

  const badBodies: [string, unknown][] = [
    ['that is no JSON', '{"buckets": ['],
    ['with buckets that are no list', { buckets: 'all' }],
    ['with a bucket without a name', { buckets: [{ after: '1' }] }],
    ['with a numeric op id', { buckets: [{ name: 'b', after: 1 }] }],
    ['with parameters that are no object', { parameters: 'x' }],
    ['with subscriptions that are no list', { streams: { subscriptions: {} } }],
    [
      'with a stream that is no name',
      { streams: { subscriptions: [{ stream: 1, parameters: null, override_priority: null }] } },
    ],
  ];

  for (const [what, body] of badBodies)
    test(`[P6] a body ${what} is a 400, not a stream`, async () => {
      const jwt = await token(suite.target, suite.fresh('user'));
      const abort = new AbortController();
      const response = await postStream(suite.target, jwt, body, abort.signal);
      expect(response.status).toBe(400);
      abort.abort();
    });

  test('[P6] a checkpoint request without a positive id is a 400', async () => {
    const headers = {
      authorization: `Token ${await token(suite.target, suite.fresh('user'))}`,
      'content-type': 'application/json',
    };
    for (const id of ['0', '-1', 'x', '9223372036854775808', null]) {
      const body = JSON.stringify({ client_id: 'c', checkpoint_request_id: id });
      const response = await fetch(`${suite.target.baseUrl}/sync/checkpoint-request`, {
        method: 'POST',
        headers,
        body,
      });
      expect([id, response.status]).toEqual([id, 400]);
    }
  });

  test('[P7] a browser on another origin may ask', async () => {
    const response = await fetch(`${suite.target.baseUrl}/sync/stream`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://till.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type,x-user-agent',
      },
    });
    expect(response.status).toBe(204);
    const allowed = response.headers.get('access-control-allow-headers')?.toLowerCase();
    for (const header of ['authorization', 'content-type', 'x-user-agent']) expect(allowed).toContain(header);
    expect(response.headers.get('access-control-allow-origin')).toMatch(/^(\*|https:\/\/till\.example)$/);
  });

  test('[P6] a body of 20 MB is refused', async () => {
    const jwt = await token(suite.target, suite.fresh('user'));
    const post = postStream(suite.target, jwt, { parameters: { text: 'x'.repeat(20_000_000) } });
    // A server may answer before it has read all: the connection is then cut beneath the rest.
    const outcome = await post.then(
      (response) => response.status,
      (error: Error) => error.message,
    );
    expect([413, 'fetch failed']).toContain(outcome);
  });

  test('[P6] an unknown path is a 404', async () => {
    expect((await fetch(`${suite.target.baseUrl}/sync/nothing`, { method: 'POST' })).status).toBe(404);
  });
}
