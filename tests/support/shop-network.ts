/** The network of one test file: a proxy of its own before the shared stack, so that cutting it disturbs nobody. */
import { inject } from 'vitest';
import { startFaultProxy, type FaultProxy } from '#tests/support/fault-proxy.ts';

export function startNetwork(): Promise<FaultProxy> {
  return startFaultProxy(`http://localhost:${inject('shopPort')}`);
}
