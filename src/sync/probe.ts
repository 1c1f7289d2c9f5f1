/** Does the server answer? Asked only while the sync stream, which would tell, is down. */
export type Probe = () => Promise<boolean>;

const timeoutMs = 5000;

export function probeOf(url: string, anonKey: string, fetch: typeof globalThis.fetch): Probe {
  return async () => {
    try {
      const signal = AbortSignal.timeout(timeoutMs);
      const response = await fetch(url, { headers: { apikey: anonKey }, cache: 'no-store', signal });
      await response.body?.cancel();
      return response.status < 500;
    } catch {
      // Refused, cut off or too slow: that is the answer.
      return false;
    }
  };
}
