import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { newId } from '#schema/new-id.ts';
import { PostedDocument } from '#ui/documents/posted-document.tsx';
import { AdjustmentPaper } from './adjustment-paper.tsx';

const words = {
  what: 'adjustment',
  posted: 'Adjustment posted',
  next: 'New adjustment',
  all: 'All adjustments',
  pending: 'The stock on this device is right already.',
} as const;

export function PostedAdjustment() {
  const { id } = useParams({ from: '/stock/adjusted/$id' });
  const { fresh } = useSearch({ from: '/stock/adjusted/$id' });
  const navigate = useNavigate();
  return (
    <PostedDocument
      type="stock_adjustment"
      id={id}
      isFresh={fresh === true}
      words={words}
      list="/stock/adjustments"
      onNext={() => void navigate({ to: '/stock/adjust/$id', params: { id: newId() } })}
      paper={(document) => <AdjustmentPaper document={document} />}
    />
  );
}
