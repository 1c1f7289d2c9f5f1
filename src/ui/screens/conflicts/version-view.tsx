import clsx from 'clsx';
import { valueText } from '#ui/masters/value-text.ts';
import { fieldWord } from '#ui/masters/words.ts';
import { useSettings } from '#ui/shop-context.tsx';
import type { Conflict, Version } from './conflict.ts';

interface VersionViewProps {
  readonly word: string;
  readonly conflict: Conflict;
  readonly version: Version;
  /** In a list there is room for two lines; in a dialog for all of it. */
  readonly isWhole?: boolean;
}

const when = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** One of the two: what it is, and who set it, when and where. */
export function VersionView({ word, conflict, version, isWhole = false }: VersionViewProps) {
  return (
    <div className="min-w-0 flex-1">
      <dt className="text-soft text-sm">{word}</dt>
      <dd
        className={clsx(
          'num font-semibold break-words whitespace-pre-line',
          !isWhole && 'line-clamp-1 sm:line-clamp-2',
        )}
      >
        {version === conflict.winner && conflict.hadBy !== null ? (
          `That of ${conflict.hadBy}`
        ) : (
          <ValuesText conflict={conflict} values={version.values} />
        )}
      </dd>
      <dd className={clsx('text-soft num text-sm', !isWhole && 'truncate')}>{originText(version)}</dd>
    </div>
  );
}

interface ValuesTextProps {
  readonly conflict: Conflict;
  readonly values: Version['values'];
}

/** One value stands for itself; of several each has its word. */
export function ValuesText({ conflict: { columns, names }, values }: ValuesTextProps) {
  const currency = useSettings() ?? { currency: 'XXX', currency_decimals: 2 };
  const context = { currency, names };
  const texts = columns.map((column) => [column, valueText(column, values[column], context)] as const);
  if (texts.length === 1) return texts[0]?.[1];
  return texts.map(([column, text]) => `${fieldWord(column)} ${text}`).join(' · ');
}

function originText({ by, deviceCode, at }: Version): string {
  if (at === null) return 'From the beginning';
  const where = deviceCode === null ? '' : `, till ${deviceCode}`;
  return `${by ?? 'Somebody'}${where}, ${when.format(new Date(at))}`;
}
