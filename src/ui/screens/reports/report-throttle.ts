/** Rows that come in by the thousand are not counted one by one. */
export const reportThrottleMs = 1000;
