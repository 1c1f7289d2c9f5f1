/** What the seed asks of the gateway, over HTTP as any client would. */
export type Api = { readonly url: string; readonly key: string; readonly token: string };

/** Throws with the server's own words unless it answers with success. */
export async function post(api: Api, path: string, body: unknown): Promise<unknown> {
  const response = await fetch(new URL(path, api.url), {
    method: 'POST',
    headers: {
      apikey: api.key,
      authorization: `Bearer ${api.token}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`POST ${path} answered ${response.status}: ${await response.text()}`);
  return response.json();
}

export async function signIn(url: string, anonKey: string, email: string, password: string): Promise<Api> {
  const nobody: Api = { url, key: anonKey, token: anonKey };
  const answer = await post(nobody, '/auth/v1/token?grant_type=password', { email, password });
  const { access_token: token } = answer as { access_token: string };
  return { url, key: anonKey, token };
}
