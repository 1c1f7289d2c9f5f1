/** The bars of a barcode. bwip-js is large: only screens that are loaded when they are opened may import this. */
import { code128, ean13, ean8, upca, type DrawingContext } from 'bwip-js/browser';
import { symbologyOf, type Symbology } from '#domain/barcode.ts';

export interface Bars {
  readonly symbology: Symbology;
  /** How wide it is, in the narrowest bar, without the white beside it. */
  readonly modules: number;
  /** Where each bar begins, and how wide it is. */
  readonly bars: readonly (readonly [start: number, width: number])[];
}

const draw = { ean13, ean8, upca, code128 } as const;

/** Null where no scanner could read what is made of it. */
export function barsOf(code: string): Bars | null {
  const symbology = symbologyOf(code);
  if (symbology === null) return null;
  const bars = draw[symbology]({ bcid: symbology, text: code, scale: 1 }, barCollector());
  const modules = bars.reduce((end, [start, width]) => Math.max(end, start + width), 0);
  return { symbology, modules, bars };
}

/** A bar is a line along its middle, which is rounded up to whole modules. */
function barCollector(): DrawingContext<Bars['bars']> {
  const bars: (readonly [number, number])[] = [];
  const nothing = () => undefined;
  return {
    scale: () => null,
    measure: () => ({ width: 0, ascent: 0, descent: 0 }),
    line: (x, _y0, _x1, _y1, width) => void bars.push([x - Math.ceil(width / 2), width]),
    end: () => bars,
    init: nothing,
    polygon: nothing,
    hexagon: nothing,
    ellipse: nothing,
    fill: nothing,
    text: nothing,
  };
}
