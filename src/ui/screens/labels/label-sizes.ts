/** The labels that there is paper for, and where each lies on it. Millimetres. Pure. */

export interface LabelSize {
  readonly id: 'sheet65' | 'sheet24' | 'roll50' | 'roll58';
  readonly word: string;
  readonly page: Box;
  readonly columns: number;
  readonly rows: number;
  readonly label: Box;
  /** Of the first label. */
  readonly left: number;
  readonly top: number;
  /** From one label to the next. */
  readonly stepX: number;
  readonly stepY: number;
  /** White at the edges of a label. */
  readonly padding: number;
  /** The dot of a thermal printer, to which bars are fitted; null where dots are too small to matter. */
  readonly dot: number | null;
}

interface Box {
  readonly width: number;
  readonly height: number;
}

const a4: Box = { width: 210, height: 297 };
/** 203 dots an inch. */
const thermalDot = 0.125;

export const labelSizes: readonly LabelSize[] = [
  {
    id: 'roll50',
    word: '50 × 30',
    ...roll({ width: 50, height: 30 }, 2),
  },
  {
    id: 'roll58',
    word: '58 mm',
    // Such a printer reaches 48 mm of its paper.
    ...roll({ width: 58, height: 32 }, 5),
  },
  {
    id: 'sheet65',
    word: 'A4, 65',
    page: a4,
    columns: 5,
    rows: 13,
    label: { width: 38.1, height: 21.2 },
    left: 4.7,
    top: 10.7,
    stepX: 40.6,
    stepY: 21.2,
    padding: 1.5,
    dot: null,
  },
  {
    id: 'sheet24',
    word: 'A4, 24',
    page: a4,
    columns: 3,
    rows: 8,
    label: { width: 70, height: 37 },
    left: 0,
    top: 0.5,
    stepX: 70,
    stepY: 37,
    // To the edge of the paper, where few printers reach.
    padding: 5,
    dot: null,
  },
];

/** One label a page. */
function roll(label: Box, padding: number) {
  return {
    page: label,
    columns: 1,
    rows: 1,
    label,
    left: 0,
    top: 0,
    stepX: 0,
    stepY: 0,
    padding,
    dot: thermalDot,
  };
}

export function labelSize(id: string): LabelSize {
  const known = labelSizes.find((size) => size.id === id) ?? labelSizes[0];
  if (known === undefined) throw new Error('No size of label.');
  return known;
}

export interface Placed<T> {
  readonly of: T;
  readonly left: number;
  readonly top: number;
}

/** Row by row, page by page; `used` labels of the first page are gone already. */
export function pagesOf<T>(
  labels: readonly T[],
  size: LabelSize,
  used: number,
): readonly (readonly Placed<T>[])[] {
  const perPage = size.columns * size.rows;
  const first = Math.min(Math.max(0, used), perPage - 1);
  const pages: Placed<T>[][] = [];
  for (const [index, of] of labels.entries()) {
    const place = first + index;
    const onPage = place % perPage;
    if (onPage === 0 || index === 0) pages.push([]);
    pages.at(-1)?.push({
      of,
      left: size.left + (onPage % size.columns) * size.stepX,
      top: size.top + Math.floor(onPage / size.columns) * size.stepY,
    });
  }
  return pages;
}

/** White that a scanner needs on either side, in modules. */
const quietModules = 11;
/** Narrower bars few scanners and printers can do. */
const leastModule = 0.19;
const mostModule = 0.5;

export interface Fit {
  /** The width of the narrowest bar. */
  readonly module: number;
  readonly isReadable: boolean;
}

/** As wide as the label has room for, in whole dots of the printer. */
export function fitBars(modules: number, { label, padding, dot }: LabelSize): Fit {
  // The label's own edge is white, too.
  const room = (label.width - 2 * padding) / modules;
  const withQuiet = label.width / (modules + 2 * quietModules);
  const most = Math.min(room, withQuiet, mostModule);
  const module = dot === null ? most : Math.max(1, Math.floor(most / dot)) * dot;
  return { module, isReadable: module >= leastModule && module <= most + 1e-9 };
}
