import { expect } from '@playwright/test';

/** What a person would see, with patience for a machine that runs other suites at the same time. */
export const see = expect.configure({ timeout: 15_000 });
