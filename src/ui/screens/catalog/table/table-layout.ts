/** Which columns a list has room for, and how wide they are. Pure. */
import { columnOf, type ColumnDefinition, type MasterDefinition } from '#ui/masters/definition.ts';

export interface TableLayout {
  readonly columns: readonly ColumnDefinition[];
  /** Of a CSS grid; the first is for the mark, where rows can be marked. */
  readonly template: string;
  /** No room for more than a name and one value: the rest stands below the name. */
  readonly isCompact: boolean;
}

const compactRem = 40;
const markRem = 3;
/** What it needs; of what is left it takes twice what another text does. */
const nameRem = 16;

const widths: Readonly<Record<ColumnDefinition['of']['kind'], number>> = {
  text: 11,
  money: 8,
  percent: 6,
  quantity: 8,
  integer: 6,
  yes_no: 6,
  date: 8,
  reference: 10,
  choice: 13,
};

export function layoutFor(definition: MasterDefinition, widthRem: number, canMark: boolean): TableLayout {
  const { columns, called, listed } = definition;
  const isCompact = widthRem < compactRem;
  let room = widthRem - (columnOf(definition, called).width ?? nameRem) - (canMark ? markRem : 0);
  const shown = new Set<string>([called]);
  for (const name of isCompact ? firstShort(definition) : listed) {
    room -= widthOf(columnOf(definition, name));
    if (room < 0 && shown.size > 1) break;
    shown.add(name);
  }
  const visible = columns.filter(({ name }) => shown.has(name));
  // The name first, wherever it stands in the form.
  const ordered = visible.toSorted((a, b) => Number(b.name === called) - Number(a.name === called));
  return { columns: ordered, template: templateOf(ordered, called, isCompact, canMark), isCompact };
}

/** Beside a name there is room for a number or a date, on the smallest phone too. */
function firstShort(definition: MasterDefinition): readonly string[] {
  const short = definition.listed.find((name) => {
    const { kind } = columnOf(definition, name).of;
    return isNumber(kind) || kind === 'date';
  });
  return short === undefined ? [] : [short];
}

function widthOf({ of, width }: ColumnDefinition): number {
  return width ?? widths[of.kind];
}

function templateOf(
  columns: readonly ColumnDefinition[],
  called: string,
  isCompact: boolean,
  canMark: boolean,
): string {
  const isAllNumbers = columns.every(({ name, of }) => name === called || isNumber(of.kind));
  const tracks = columns.map((column) => {
    const { name, of } = column;
    if (isCompact) return name === called ? 'minmax(0, 2fr)' : 'max-content';
    // A number across a wide screen is nobody's: near its name it is.
    if (name === called)
      return isAllNumbers ? 'minmax(0, 30rem)' : `minmax(0, ${(column.width ?? 20) / 10}fr)`;
    return isNumber(of.kind) ? `${widthOf(column)}rem` : `minmax(0, ${widthOf(column) / 10}fr)`;
  });
  return [...(canMark ? [`${markRem}rem`] : []), ...tracks].join(' ');
}

/** Numbers stand at the end of their column, under each other. */
export function isNumber(kind: ColumnDefinition['of']['kind']): boolean {
  return kind === 'money' || kind === 'percent' || kind === 'quantity' || kind === 'integer';
}
