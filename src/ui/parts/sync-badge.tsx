import { CircleCheck, CloudUpload, LoaderCircle, TriangleAlert } from 'lucide-react';
import type { SyncStatus } from '#schema/local-tables.ts';
import { Badge } from './badge.tsx';

const looks = {
  pending: { word: 'Pending', tone: 'attention', icon: CloudUpload },
  syncing: { word: 'Sending', tone: 'attention', icon: LoaderCircle },
  synced: { word: 'Synced', tone: 'good', icon: CircleCheck },
  failed: { word: 'Failed', tone: 'bad', icon: TriangleAlert },
} as const;

/** Where a document is: only here, on its way, at the server, or refused by it. */
export function SyncBadge({ status }: { readonly status: SyncStatus }) {
  const { word, tone, icon } = looks[status];
  return (
    <Badge tone={tone} icon={icon}>
      {word}
    </Badge>
  );
}
