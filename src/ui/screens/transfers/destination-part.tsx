import type { TransferDraft } from '#domain/transfer-draft.ts';
import { maxNoteLength } from '#domain/sale.ts';
import { destinations } from '#queries/transfers.ts';
import type { OpenDraft } from '#ui/drafts/use-draft.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { Panel } from '#ui/parts/panel.tsx';
import { SelectField } from '#ui/parts/select-field.tsx';
import { TextAreaField } from '#ui/parts/text-area-field.tsx';
import { useShop } from '#ui/shop-context.tsx';

interface DestinationPartProps extends Pick<OpenDraft<TransferDraft>, 'draft' | 'change'> {
  readonly isTried: boolean;
}

/** Where it goes, and a word with it. */
export function DestinationPart({ draft, change, isTried }: DestinationPartProps) {
  const { till } = useShop();
  const { rows, isLoading } = useLive(destinations(till.db.read, till.location.id));
  return (
    <Panel title="Where to">
      {rows.length === 0 && !isLoading ? (
        <p className="text-soft">
          There is no other location yet. An admin adds one; it appears here by itself.
        </p>
      ) : (
        <SelectField
          label="Location"
          value={draft.to_location_id ?? ''}
          error={isTried && draft.to_location_id === null ? 'Where do the goods go?' : null}
          options={rows.map(({ id, name, code }) => ({ value: id, label: `${name} (${code})` }))}
          onChange={(to_location_id) => change((now) => ({ ...now, to_location_id }))}
        />
      )}
      <TextAreaField
        label="Note"
        rows={2}
        maxLength={maxNoteLength}
        value={draft.note}
        onChange={(event) => {
          const note = event.target.value;
          change((now) => ({ ...now, note }));
        }}
      />
    </Panel>
  );
}
