import { Ban, CircleCheck, CloudUpload, Eye, LoaderCircle, TriangleAlert } from 'lucide-react';
import type { DocumentState } from '#schema/document-state.ts';
import { Badge } from './badge.tsx';

const looks = {
  pending: { word: 'Pending', tone: 'attention', icon: CloudUpload },
  syncing: { word: 'Sending', tone: 'attention', icon: LoaderCircle },
  synced: { word: 'Synced', tone: 'good', icon: CircleCheck },
  failed: { word: 'Failed', tone: 'bad', icon: TriangleAlert },
  void: { word: 'Void', tone: 'neutral', icon: Ban },
  dismissed: { word: 'Seen', tone: 'neutral', icon: Eye },
} as const;

/** Where a document is: only here, on its way, at the server, refused by it, or closed. */
export function SyncBadge({ status }: { readonly status: DocumentState }) {
  const { word, tone, icon } = looks[status];
  return (
    <Badge tone={tone} icon={icon}>
      {word}
    </Badge>
  );
}
