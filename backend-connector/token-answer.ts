/**
 * When a token ends, told by the device's own clock. The server says the end by
 * its clock (`expires_at`) and as a duration (`expires_in`), and supabase-js
 * prefers the first, yet judges it by the device's: one that is an hour fast
 * would never hold a good token (R10.3-3). Without `expires_at` it counts from
 * the receipt, so the error of the clock cancels out.
 *
 * A clock that is set afterwards is met by other means: forward, the token
 * looks ended and is renewed; back, the server refuses it and it is renewed.
 */
import { isRecord } from '#db/stored-json.ts';

export async function withoutServerTime(response: Response): Promise<Response> {
  const answer: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  if (!isTokenAnswer(answer)) return response;
  const { expires_at: _, ...rest } = answer;
  return Response.json(rest, { status: response.status, headers: response.headers });
}

export function asksForToken(input: RequestInfo | URL): boolean {
  const address = input instanceof Request ? input.url : input;
  return /\/auth\/v1\/(token|signup)$/.test(new URL(address).pathname);
}

function isTokenAnswer(answer: unknown): answer is { expires_in: number; expires_at?: unknown } {
  return isRecord(answer) && typeof answer.expires_in === 'number';
}
