import type { LabelItem } from '#queries/label-items.ts';
import type { Settings } from '#queries/settings.ts';

const percent = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 4 });

/** What tax does to the price on the label; nothing where there is none. */
export function taxText(
  mode: Settings['tax_mode'],
  { tax_name: name, tax_rate_ppm: ppm }: Pick<LabelItem, 'tax_name' | 'tax_rate_ppm'>,
): string {
  if (ppm === 0) return '';
  const word = name.includes('%') ? name : `${name} ${percent.format(ppm / 1e6)}`;
  return mode === 'inclusive' ? `incl. ${word}` : `+ ${word}`;
}
