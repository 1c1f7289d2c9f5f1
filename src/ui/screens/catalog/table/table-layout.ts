/** Which columns a list has room for, and how wide they are. Pure. */
import {
  columnOf,
  type ColumnDefinition,
  type MasterDefinition,
} from '#ui/screens/catalog/definitions/definition.ts';

export interface TableLayout {
  readonly columns: readonly ColumnDefinition[];
  /** Of a CSS grid; the first is for the mark, where rows can be marked. */
  readonly template: string;
  /** No room for more than a name and one value: the rest stands below the name. */
  readonly isCompact: boolean;
}

const compactRem = 40;
const nameRem = 16;
const markRem = 3;

const widths: Readonly<Record<ColumnDefinition['of']['kind'], number>> = {
  text: 11,
  money: 8,
  percent: 6,
  integer: 6,
  yes_no: 6,
  date: 8,
  reference: 10,
  choice: 12,
};

export function layoutFor(definition: MasterDefinition, widthRem: number, canMark: boolean): TableLayout {
  const { columns, called, listed } = definition;
  const isCompact = widthRem < compactRem;
  let room = widthRem - nameRem - (canMark ? markRem : 0);
  const shown = new Set<string>([called]);
  for (const name of isCompact ? listed.slice(0, 1) : listed) {
    room -= widths[columnOf(definition, name).of.kind];
    if (room < 0 && shown.size > 1) break;
    shown.add(name);
  }
  const visible = columns.filter(({ name }) => shown.has(name));
  // The name first, wherever it stands in the form.
  const ordered = visible.toSorted((a, b) => Number(b.name === called) - Number(a.name === called));
  return { columns: ordered, template: templateOf(ordered, called, isCompact, canMark), isCompact };
}

function templateOf(
  columns: readonly ColumnDefinition[],
  called: string,
  isCompact: boolean,
  canMark: boolean,
): string {
  const tracks = columns.map(({ name, of }) => {
    if (name === called) return 'minmax(0, 2fr)';
    if (isCompact) return 'max-content';
    return isNumber(of.kind) ? `${widths[of.kind]}rem` : `minmax(0, ${widths[of.kind] / 10}fr)`;
  });
  return [...(canMark ? [`${markRem}rem`] : []), ...tracks].join(' ');
}

/** Numbers stand at the end of their column, under each other. */
export function isNumber(kind: ColumnDefinition['of']['kind']): boolean {
  return kind === 'money' || kind === 'percent' || kind === 'integer';
}
