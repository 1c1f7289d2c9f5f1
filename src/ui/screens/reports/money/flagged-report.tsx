import { Flag } from 'lucide-react';
import { flagCounts, flaggedDocuments, type FlaggedDocument } from '#queries/reports/flagged.ts';
import { flagsToLookAt, type FlagToLookAt } from '#schema/flags.ts';
import { documentWord } from '#ui/document-words.ts';
import { flagWords, knownFlags } from '#ui/flag-words.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { SelectField } from '#ui/parts/select-field.tsx';
import { useColumns } from '#ui/screens/reports/report-column.ts';
import { ReportFrame } from '#ui/screens/reports/report-frame.tsx';
import { ReportTable } from '#ui/screens/reports/report-table.tsx';
import { reportThrottleMs } from '#ui/screens/reports/report-throttle.ts';
import { useReport } from '#ui/screens/reports/use-report.ts';
import { useShop } from '#ui/shop-context.tsx';
import { DocumentLink } from './document-link.tsx';
import { Nothing } from './nothing.tsx';

const every = 'all';
const when = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** Documents that stand and that a manager should look at, each with why. */
export function FlaggedReport() {
  const asked = useReport();
  const { period, search, change } = asked;
  const { read } = useShop().till.db;
  const counts = useLive(flagCounts(read, period), reportThrottleMs).rows;
  const flag = flagsToLookAt.find((one) => one === search.by) ?? null;
  // The one that is chosen stays, should there be none of it in other days.
  const offered = flagsToLookAt.filter((one) => one === flag || counts.some((row) => row.flag === one));
  const options = [
    { value: every, label: 'Everything' },
    ...offered.map((value) => ({ value, label: labelOf(value, counts) })),
  ];
  return (
    <ReportFrame
      heading="Flagged documents"
      asked={asked}
      covers={period}
      choices={
        <SelectField label="Flag" value={flag ?? every} options={options} onChange={(by) => change({ by })} />
      }
    >
      {(isWhole) => <Flagged {...{ period, flag, isWhole }} />}
    </ReportFrame>
  );
}

function labelOf(flag: FlagToLookAt, counts: readonly { flag: string; document_count: number }[]): string {
  const count = counts.find((row) => row.flag === flag)?.document_count ?? 0;
  return `${flagWords[flag].name} (${count.toLocaleString()})`;
}

interface FlaggedProps {
  readonly period: Parameters<typeof flaggedDocuments>[1];
  readonly flag: FlagToLookAt | null;
  readonly isWhole: boolean;
}

/** Written by the server. */
const reasons = ({ flags }: FlaggedDocument) => knownFlags(JSON.parse(flags) as readonly string[]);

function Flagged({ period, flag, isWhole }: FlaggedProps) {
  const { read } = useShop().till.db;
  const { rows, isLoading } = useLive(flaggedDocuments(read, period, flag), reportThrottleMs);
  const { money, text } = useColumns();
  if (isLoading) return null;
  if (rows.length === 0) {
    return <Nothing icon={Flag} title="Nothing is flagged in these days" isWhole={isWhole} />;
  }
  return (
    <ReportTable
      caption="Flagged documents"
      fileName={`flagged-${period.from}-${period.to}`}
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        {
          head: 'Document',
          show: ({ id, entity_type, number, is_pending, client_created_at }) => (
            <>
              <DocumentLink
                type={entity_type}
                {...{ id, number }}
                status={is_pending ? 'pending' : 'synced'}
              />
              <span className="text-soft block text-sm font-normal">
                {documentWord(entity_type)}, {when.format(new Date(client_created_at))}
              </span>
            </>
          ),
          file: ({ number }) => number,
          isText: true,
        },
        { head: 'Kind', file: ({ entity_type }) => documentWord(entity_type) },
        { head: 'When', file: ({ client_created_at }) => client_created_at },
        {
          head: 'Why',
          show: (row) => (
            <ul className="flex flex-col gap-1">
              {reasons(row).map((one) => (
                <li key={one}>{flagWords[one].says}</li>
              ))}
            </ul>
          ),
          file: (row) =>
            reasons(row)
              .map((one) => flagWords[one].name)
              .join('; '),
          isText: true,
        },
        text('Who', (row: FlaggedDocument) => row.cashier_name ?? 'Somebody who left', { isWide: true }),
        text('Allowed by', (row: FlaggedDocument) => allowed(row), { isWide: true }),
        money('Amount', (row: FlaggedDocument) => row.total_minor, { isWide: true }),
      ]}
    />
  );
}

function allowed({ approver_name, approval_reason }: FlaggedDocument): string {
  if (approver_name === null) return '';
  return approval_reason ? `${approver_name}: ${approval_reason}` : approver_name;
}
