import type { CSSProperties } from 'react';

/** A colour for each shelf, as far from its neighbours as may be: it helps the eye, and says nothing by itself. */
export function shelfHues(shelves: readonly { readonly id: string }[]): ReadonlyMap<string, number> {
  const goldenAngle = 137.5;
  return new Map(shelves.map(({ id }, index) => [id, Math.round(140 + index * goldenAngle) % 360]));
}

export function shelfStyle(hue: number): CSSProperties {
  return { '--shelf-hue': hue } as CSSProperties;
}
