import { X } from 'lucide-react';
import { maxReferenceLength } from '#domain/goods-received-note.ts';
import { maxNoteLength } from '#domain/sale.ts';
import { Field } from '#ui/parts/field.tsx';
import { IconButton } from '#ui/parts/icon-button.tsx';
import { Panel } from '#ui/parts/panel.tsx';
import { TextAreaField } from '#ui/parts/text-area-field.tsx';
import { SearchedField } from '#ui/screens/catalog/form/searched-field.tsx';
import type { NoteDraft } from '#domain/note-draft.ts';
import type { OpenDraft } from '#ui/drafts/use-draft.ts';

const noBlur = () => undefined;

/** Whose delivery it is. None of it is required: goods may come with no paper at all. */
export function DeliveryPart({ draft, change }: Pick<OpenDraft<NoteDraft>, 'draft' | 'change'>) {
  return (
    <Panel title="Delivery">
      <div className="flex items-end gap-1">
        <div className="min-w-0 flex-1">
          <SearchedField
            label="Supplier"
            hint={undefined}
            error={null}
            value={draft.supplier_id ?? ''}
            to="suppliers"
            onBlur={noBlur}
            onChange={(supplier_id) => change((note) => ({ ...note, supplier_id }))}
          />
        </div>
        {draft.supplier_id === null ? null : (
          <IconButton
            icon={X}
            label="Take the supplier off"
            onClick={() => change((note) => ({ ...note, supplier_id: null }))}
          />
        )}
      </div>
      <Field
        label="Delivery note number"
        autoComplete="off"
        maxLength={maxReferenceLength}
        value={draft.supplier_reference}
        onChange={(event) => {
          const supplier_reference = event.target.value;
          change((note) => ({ ...note, supplier_reference }));
        }}
      />
      <TextAreaField
        label="Note"
        rows={2}
        maxLength={maxNoteLength}
        value={draft.note}
        onChange={(event) => {
          const text = event.target.value;
          change((note) => ({ ...note, note: text }));
        }}
      />
    </Panel>
  );
}
