import type { FileSeen } from '#commands/import-unsynced.ts';
import type { UnsyncedFile } from '#schema/unsynced-file.ts';
import { members } from '#queries/members.ts';
import { documentWord } from '#ui/document-words.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { Facts } from '#ui/screens/settings/facts.tsx';
import { useMoney, useShop } from '#ui/shop-context.tsx';

const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** What is in a file, before anything is done with it. */
export function FileFacts({ seen }: { readonly seen: FileSeen }) {
  const { file, fresh, queued, at_server } = seen;
  const money = useMoney();
  const authors = useAuthors(file);
  const total = file.records.reduce((sum, { total_minor }) => sum + (total_minor ?? 0), 0);
  const isRefused = file.records.filter(({ sync_status }) => sync_status === 'failed').length;
  return (
    <>
      <Facts
        facts={[
          ['Till', `${file.device.code} · ${file.device.name}`],
          ['Made by', authors],
          ['Saved', `${day.format(new Date(file.exported_at))}, ${file.user.name}`],
          ['Documents', String(file.records.length)],
          ['Total', money(total)],
          ['Refused by the server before', String(isRefused)],
          ['At the server already, as far as this device knows', String(at_server)],
          ['In the queue of this device already', String(queued)],
          ['New here', String(fresh)],
        ]}
      />
      <ul
        aria-label="Documents in the file"
        className="scroll-calm bg-sunken max-h-40 rounded-md px-3 py-2 text-sm"
      >
        {file.records.map((record) => (
          <li key={record.entity_id} className="num flex justify-between gap-4 py-0.5">
            <span>{record.number || documentWord(record.entity_type)}</span>
            <span>{record.total_minor === null ? '' : money(record.total_minor)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** By name where they work here. */
function useAuthors({ records, user }: UnsyncedFile): string {
  const { till } = useShop();
  const { rows } = useLive(members(till.db.read));
  const nameOf = (id: string) =>
    rows.find(({ user_id }) => user_id === id)?.name ?? (id === user.id ? user.name : 'somebody else');
  return [...new Set(records.map(({ created_by }) => nameOf(created_by)))].join(', ');
}
