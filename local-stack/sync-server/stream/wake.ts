/** One waiter, woken by whoever has news for it. News that comes while nobody waits is kept. */
export class Wake {
  #isRung = false;
  #waiter: (() => void) | undefined;

  ring(): void {
    this.#isRung = true;
    this.#waiter?.();
  }

  /** Resolves at the first ring since the last call, or after `ms`. */
  async wait(ms: number): Promise<void> {
    if (!this.#isRung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.#waiter = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.#waiter = undefined;
    }
    this.#isRung = false;
  }
}
