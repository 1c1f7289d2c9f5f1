const KEEPALIVE_MS = 20_000;
const WARNING_MS = 20_000;

/**
 * When a stream next has to say how long its token lives: about every 20 s, at 20 s before expiry, and at expiry,
 * which ends it (A2). The interval varies by a tenth so that many streams do not speak at once.
 */
export class TokenClock {
  readonly #expiresAtMs: number;
  #nextMs: number;

  constructor(expiresAt: number, nowMs: number) {
    this.#expiresAtMs = expiresAt * 1000;
    this.#nextMs = this.#next(nowMs);
  }

  /** 0 if it is due. */
  msUntilDue(nowMs: number): number {
    return Math.max(0, this.#nextMs - nowMs);
  }

  isExpired(nowMs: number): boolean {
    return nowMs >= this.#expiresAtMs;
  }

  /** Seconds that the token still lives, 0 once expired; sets when it is due again. */
  tick(nowMs: number): number {
    this.#nextMs = this.#next(nowMs);
    return Math.max(0, Math.ceil((this.#expiresAtMs - nowMs) / 1000));
  }

  #next(nowMs: number): number {
    const keepalive = nowMs + KEEPALIVE_MS * (0.9 + Math.random() * 0.2);
    const warning = this.#expiresAtMs - WARNING_MS;
    return Math.min(keepalive, warning > nowMs ? warning : this.#expiresAtMs);
  }
}
