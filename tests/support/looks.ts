import { isSoak } from '#tests/support/soak.ts';

/** Sizes and themes that a screen is judged in: all in the soak, else a phone by day and a laptop by night. */
export const looks = ([390, 820, 1366] as const)
  .flatMap((width) => (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })))
  .filter(
    ({ width, colorScheme }) =>
      isSoak || (width === 390 && colorScheme === 'light') || (width === 1366 && colorScheme === 'dark'),
  );

export type Look = (typeof looks)[number];
