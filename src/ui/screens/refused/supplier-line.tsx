import { SearchedField } from '#ui/screens/catalog/form/searched-field.tsx';
import { Button } from '#ui/parts/button.tsx';
import type { CorrectionDraft } from './use-correction.ts';

interface SupplierLineProps {
  readonly supplierId: string | null;
  readonly draft: CorrectionDraft;
}

const nothing = () => undefined;

/** Whose delivery it was, to be put right. */
export function SupplierLine({ supplierId, draft }: SupplierLineProps) {
  const now = draft.supplierId === undefined ? supplierId : draft.supplierId;
  return (
    <div className="flex flex-wrap items-end gap-2">
      <div className="min-w-0 flex-1 basis-44">
        <SearchedField
          label="Supplier"
          hint={undefined}
          error={null}
          value={now ?? ''}
          to="suppliers"
          onBlur={nothing}
          onChange={(id) => draft.chooseSupplier(id)}
        />
      </div>
      {now === null ? null : <Button onClick={() => draft.chooseSupplier(null)}>Take off</Button>}
    </div>
  );
}
