/** Reads who changed a master from the server, as far as RLS shows it: to managers of its location. */
import * as z from 'zod';
import { masterEditRow, type HistoryPort } from '#schema/master-history.ts';
import { ask, type AskOptions } from './ask.ts';

const rows = z.array(masterEditRow);
const columns = Object.keys(masterEditRow.shape).join(',');
const pageSize = 50;

export function historyBy(options: AskOptions): HistoryPort {
  return {
    async editsOf({ locationId, table, id, before }) {
      const answer = await ask(
        options,
        (client) => {
          const all = client
            .from('master_edits')
            .select(columns)
            .eq('location_id', locationId)
            .eq('table_name', table)
            .eq('record_id', id);
          return (
            (before === null ? all : all.lt('stamp', before))
              .order('stamp', { ascending: false })
              // One more than is shown says whether there are more.
              .limit(pageSize + 1)
          );
        },
        rows,
      );
      if (answer.kind !== 'done') return answer;
      return {
        kind: 'page',
        edits: answer.value.slice(0, pageSize),
        hasMore: answer.value.length > pageSize,
      };
    },
  };
}
