import { CircleCheck, ClipboardCheck } from 'lucide-react';
import { useState } from 'react';
import type { Approval } from '#schema/documents/approval.ts';
import { maxLines } from '#domain/sale.ts';
import type { AbsentScope } from '#queries/stocktake-books.ts';
import { useHotkeys } from '#ui/hooks/use-hotkeys.ts';
import { Button } from '#ui/parts/button.tsx';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { Segmented } from '#ui/parts/segmented.tsx';
import { SelectField } from '#ui/parts/select-field.tsx';
import { useMoney } from '#ui/shop-context.tsx';
import { FindingList } from './finding-list.tsx';
import { FindingNotices } from './finding-notices.tsx';
import { PostDialog } from './post-dialog.tsx';
import type { Stocktake } from './stocktakes-of.ts';
import { useFindings } from './use-findings.ts';

interface FindingsPartProps {
  readonly stocktake: Stocktake;
  readonly approval: Approval | null;
}

const shown = [
  { value: 'differences', label: 'Differences' },
  { value: 'all', label: 'All' },
] as const;

const scopes: readonly { readonly value: AbsentScope; readonly label: string }[] = [
  { value: 'none', label: 'is left as it is' },
  { value: 'categories', label: 'counts as nothing, in the categories counted' },
  { value: 'all', label: 'counts as nothing, everywhere' },
];

/** Counted against the books, by item and batch, and the one act that puts them right. */
export function FindingsPart({ stocktake, approval }: FindingsPartProps) {
  const money = useMoney();
  const [absent, setAbsent] = useState<AbsentScope>('none');
  const [filter, setFilter] = useState<'differences' | 'all'>('differences');
  const [isPosting, setPosting] = useState(false);
  const found = useFindings(stocktake, absent);
  const differing = found.findings.filter(({ difference_milli }) => difference_milli !== 0);
  const value = differing.reduce((sum, one) => sum + valueOf(one), 0);
  const canPost = differing.length > 0 && !found.isBehind && found.open === null;
  const post = () => setPosting(true);
  useHotkeys({ F9: canPost && !isPosting ? post : undefined });
  return (
    <section aria-label="What was found" className="flex flex-col gap-4">
      <h2 className="text-lg">Against the books</h2>
      <FindingNotices found={found} />
      <div className="flex flex-wrap items-end gap-3">
        <Segmented label="Shown" value={filter} segments={shown} onChange={setFilter} />
        <SelectField
          label="What nobody counted"
          value={absent}
          options={scopes}
          onChange={(value) => setAbsent(value as AbsentScope)}
          className="min-w-60 flex-1 basis-60 sm:flex-none"
        />
      </div>
      {found.isLoading ? null : filter === 'differences' && differing.length === 0 ? (
        <EmptyState icon={CircleCheck} title="Nothing differs">
          {found.posted > 0 ? 'What differed is put right.' : 'All that was counted is as the books say.'}
        </EmptyState>
      ) : (
        <FindingList findings={filter === 'all' ? found.findings : differing} />
      )}
      <div className="bg-surface border-line max-lg:shadow-float flex items-center justify-between gap-3 rounded-xl border p-4 max-lg:sticky max-lg:bottom-2 max-lg:z-10">
        <p className="num">
          <span className="block font-semibold">
            {differing.length === 1 ? '1 difference' : `${differing.length} differences`}
          </span>
          <span className="text-soft text-sm">{money(value)} at cost</span>
        </p>
        <Button
          tone="primary"
          size="xl"
          icon={ClipboardCheck}
          keyName="F9"
          disabled={!canPost}
          onClick={post}
        >
          {differing.length > maxLines ? `Post the first ${maxLines}` : 'Post'}
        </Button>
      </div>
      {isPosting ? (
        <PostDialog
          stocktake={stocktake}
          found={found}
          differing={differing}
          approval={approval}
          onClose={() => setPosting(false)}
        />
      ) : null}
    </section>
  );
}

/** By the cost in the catalog. */
function valueOf({
  difference_milli,
  cost_minor,
}: {
  readonly difference_milli: number;
  readonly cost_minor: number;
}) {
  return Math.round((difference_milli * cost_minor) / 1000);
}
