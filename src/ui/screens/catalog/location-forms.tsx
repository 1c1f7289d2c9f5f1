import type { MasterRow } from '#queries/masters.ts';
import { soleRow } from '#queries/masters.ts';
import { useLeaveGuard } from '#ui/hooks/use-leave-guard.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { Panel } from '#ui/parts/panel.tsx';
import { useShop } from '#ui/shop-context.tsx';
import type { MasterDefinition } from '#ui/masters/definition.ts';
import { location, locationSettings } from '#ui/masters/location.ts';
import { MasterDetails } from './form/master-details.tsx';
import { MasterForm } from './form/master-form.tsx';
import { OnlyLooking, useMayEdit } from './form/may-edit.tsx';
import { UnsavedDialog } from './form/unsaved.tsx';
import { useMasterForm } from './form/use-master-form.ts';
import { useSaver, type Saver } from './use-saver.ts';

/** The location itself and its rules: one form each, an admin's. */
export function LocationForms() {
  const saver = useSaver();
  const mayEdit = useMayEdit('locations');
  return (
    <div className="scroll-calm min-h-0 flex-1 px-4 pb-6 md:px-6">
      <div className="mx-auto flex max-w-3xl flex-col gap-4">
        {mayEdit ? null : <OnlyLooking table="locations" />}
        <SolePanel definition={location} saver={saver} />
        <SolePanel definition={locationSettings} saver={saver} />
      </div>
    </div>
  );
}

interface SolePanelProps {
  readonly definition: MasterDefinition;
  readonly saver: Saver;
}

function SolePanel({ definition, saver }: SolePanelProps) {
  const { till } = useShop();
  const [row] = useLive(soleRow(till.db.read, definition.table, till.location.id)).rows;
  const mayEdit = useMayEdit(definition.table);
  if (!row) return null;
  return (
    <Panel title={definition.title}>
      {mayEdit ? <SoleForm {...{ definition, saver, row }} /> : <MasterDetails {...{ definition, row }} />}
    </Panel>
  );
}

function SoleForm({ definition, saver, row }: SolePanelProps & { readonly row: MasterRow }) {
  const form = useMasterForm(definition, row);
  const leaving = useLeaveGuard(form.isTouched);
  return (
    <>
      <MasterForm {...{ definition, row, form, saver }} onSaved={() => form.reset({})} />
      {leaving ? <UnsavedDialog onStay={leaving.stay} onDiscard={leaving.go} /> : null}
    </>
  );
}
