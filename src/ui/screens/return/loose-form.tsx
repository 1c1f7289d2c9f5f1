import { useNavigate } from '@tanstack/react-router';
import { PackageSearch } from 'lucide-react';
import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import { addLoose, type LooseLine } from '#domain/loose-line.ts';
import { isEmptyReturn, type ReturnDraft } from '#domain/return-draft.ts';
import { itemsById } from '#queries/items.ts';
import { looseSource } from '#queries/sale-to-return.ts';
import type { Settings } from '#queries/settings.ts';
import { newId } from '#schema/new-id.ts';
import { DiscardButton } from '#ui/drafts/discard-button.tsx';
import type { OpenDraft } from '#ui/drafts/use-draft.ts';
import { BatchQuestionDialog } from '#ui/find/batch-question-dialog.tsx';
import { FindItem } from '#ui/find/find-item.tsx';
import { MissNotice } from '#ui/find/miss-notice.tsx';
import { useBatches, type Batched } from '#ui/find/use-batches.ts';
import { useFinding } from '#ui/find/use-finding.ts';
import { useHotkeys } from '#ui/hooks/use-hotkeys.ts';
import { useScanner } from '#ui/hooks/use-scanner.ts';
import { Field } from '#ui/parts/field.tsx';
import { announce } from '#ui/parts/announcer.tsx';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { Screen } from '#ui/shell/screen.tsx';
import { useShop } from '#ui/shop-context.tsx';
import { beep } from '#ui/sound.ts';
import { AgainstNotice } from './against-notice.tsx';
import { LooseLineCard } from './loose-line-card.tsx';
import { RefundPart } from './refund-part.tsx';
import { useReturnActs } from './use-return-acts.ts';

const noLot = () => null;
const nothing = () => undefined;

interface LooseFormProps {
  readonly open: OpenDraft<ReturnDraft>;
  readonly settings: Settings;
}

export function LooseForm({ open, settings }: LooseFormProps) {
  const { draft, change } = open;
  const navigate = useNavigate();
  const lines = useRef<HTMLUListElement>(null);
  const search = useRef<HTMLFormElement>(null);
  const acts = useReturnActs(open, looseSource(settings), nothing);
  const edit = useCallback(
    (alter: (draft: ReturnDraft) => ReturnDraft) => change((now) => ({ ...alter(now), exchange: null })),
    [change],
  );
  const { finding, question, touched } = useAdding(edit, settings.currency_decimals);
  useScanner(
    (code) => finding.scan(code),
    () => acts.asked === null && (question ? 'later' : true),
  );
  useLayoutEffect(() => {
    if (touched) fieldOf(lines.current, touched.itemId)?.focus();
  }, [touched]);
  const leave = () => void navigate({ to: '/sales' });
  useHotkeys(acts.asked || question ? {} : { F10: acts.payBack, F9: acts.exchange, Escape: leave });
  const alter = (id: string, said: Partial<LooseLine>) =>
    edit((now) => ({
      ...now,
      lines: now.lines.map((line) => (line.id === id ? { ...line, ...said } : line)),
    }));
  return (
    <Screen
      title="Return without a receipt"
      actions={<DiscardButton open={open} what="return" isEmpty={isEmptyReturn(draft)} onLeave={leave} />}
    >
      <div className="scroll-calm grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] content-start items-start gap-4 px-4 md:px-6 lg:grid-cols-[minmax(0,1fr)_22rem] lg:pb-6">
        <div className="flex flex-col gap-3">
          {draft.exchange ? <AgainstNotice saleId={draft.exchange.sale_id} /> : null}
          <FindItem finding={finding} label="Find or scan what comes back" to="return" place={search} />
          <Field
            label="Why it comes back"
            autoComplete="off"
            maxLength={500}
            value={draft.note}
            error={acts.isTried && draft.note.trim() === '' ? 'Say it in a few words.' : null}
            onChange={(event) => {
              const note = event.target.value;
              edit((now) => ({ ...now, note }));
            }}
          />
          <MissNotice finding={finding}>Nothing was added. Search for it by name.</MissNotice>
          {draft.lines.length === 0 ? (
            <EmptyState icon={PackageSearch} title="Nothing comes back yet">
              Scan the goods, or find them by name. With a receipt, scan that in Sales instead.
            </EmptyState>
          ) : null}
          <ul ref={lines} aria-label="What comes back" className="flex flex-col gap-3">
            {draft.lines.map((line) => (
              <LooseLineCard
                key={line.id}
                line={line}
                settings={settings}
                isTried={acts.isTried}
                onChange={(said) => alter(line.id, said)}
                onRemove={() =>
                  edit((now) => ({ ...now, lines: now.lines.filter(({ id }) => id !== line.id) }))
                }
                onDone={() => search.current?.querySelector('input')?.focus()}
              />
            ))}
          </ul>
        </div>
        <RefundPart
          draft={draft}
          acts={acts}
          coin_minor={settings.cash_rounding_minor}
          onChange={(said) => edit((now) => ({ ...now, ...said }))}
        />
      </div>
      {question ? (
        <BatchQuestionDialog question={question} finalFocus={() => fieldOf(lines.current, touched?.itemId)} />
      ) : null}
    </Screen>
  );
}

/** Where how much of it is typed. */
function fieldOf(list: HTMLElement | null, itemId: string | undefined): HTMLElement | null {
  return list?.querySelector<HTMLElement>(`[data-item="${itemId}"] input[inputmode=decimal]`) ?? null;
}

/** From what is scanned or found to a line; `touched` is a new value each time. */
function useAdding(edit: (alter: (draft: ReturnDraft) => ReturnDraft) => void, currencyDecimals: number) {
  const { read } = useShop().till.db;
  const [touched, setTouched] = useState<{ readonly itemId: string } | null>(null);
  const onItem = useCallback(
    async ({ item: { id }, lot, quantityMilli }: Batched) => {
      const [item] = await itemsById(read, [id]).execute();
      if (!item) return;
      const lineId = newId();
      edit((now) => ({
        ...now,
        lines: addLoose(now.lines, item, { lineId, lot, quantityMilli, currencyDecimals }),
      }));
      beep('ok');
      announce(`${item.name} added`);
      // A next scan must not go into a field that holds something.
      if (item.quantity_decimals > 0 && quantityMilli === null) setTouched({ itemId: id });
    },
    [read, edit, currencyDecimals],
  );
  const { question, onFound } = useBatches(onItem, noLot);
  return { finding: useFinding(onFound), question, touched };
}
