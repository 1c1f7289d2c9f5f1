import clsx from 'clsx';
import { Check, TriangleAlert } from 'lucide-react';
import { useRef, type FormEvent, type ReactNode, type RefObject } from 'react';
import type { MasterRow } from '#queries/masters.ts';
import { useScanner } from '#ui/hooks/use-scanner.ts';
import { editRefusalText } from '#ui/masters/edit-refusal.ts';
import { Button } from '#ui/parts/button.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import { useCurrency } from '#ui/shop-context.tsx';
import type { MasterDefinition } from '#ui/masters/definition.ts';
import type { Saver } from '#ui/screens/catalog/use-saver.ts';
import { FormSections } from './form-sections.tsx';
import type { MasterFormState } from './use-master-form.ts';
import { useSubmit } from './use-submit.ts';

interface MasterFormProps {
  readonly definition: MasterDefinition;
  /** Null for a new one. */
  readonly row: MasterRow | null;
  readonly form: MasterFormState;
  readonly saver: Saver;
  readonly onSaved: () => void;
  /** For those who add many: saves, and keeps what the next one probably shares. */
  readonly onSavedWithNext?: () => void;
  /** In a dialog, which scrolls below it. */
  readonly isSticky?: boolean;
  readonly recordId?: string;
  readonly formRef?: RefObject<HTMLFormElement | null>;
  readonly children?: ReactNode;
}

const stickyFoot = 'bg-surface border-line sticky -bottom-5 z-10 -mx-5 -mb-5 border-t px-5 py-3';

export function MasterForm(props: MasterFormProps) {
  const { definition, row, form, saver, onSaved, onSavedWithNext, isSticky, formRef, recordId, children } =
    props;
  const currency = useCurrency();
  const ownRef = useRef<HTMLFormElement>(null);
  const element = formRef ?? ownRef;
  const { submit, isBusy, refusal } = useSubmit({ definition, row, form, saver, recordId });
  const save = (onDone: () => void) => {
    void submit(onDone).then(() =>
      element.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus(),
    );
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    save(onSaved);
  };
  const hasBarcode = definition.columns.some(({ name }) => name === 'barcode');
  useScanner(
    (code) => form.type('barcode', code),
    () => hasBarcode,
  );
  const failure = refusal ? editRefusalText(refusal, currency) : null;
  return (
    <form ref={element} noValidate onSubmit={onSubmit} className="flex flex-col gap-5">
      <FormSections definition={definition} form={form} />
      {failure ? (
        <Notice tone="bad" icon={TriangleAlert} role="alert" title={failure.title}>
          {failure.safe} {failure.advice}
        </Notice>
      ) : null}
      {/* Within reach, however long the form is. */}
      <div className={clsx('flex flex-wrap items-center gap-2', isSticky && stickyFoot)}>
        {children}
        <span className="grow" />
        {onSavedWithNext ? (
          // No submit button: Enter in a field saves, and is done.
          <Button size="lg" disabled={isBusy} onClick={() => save(onSavedWithNext)}>
            Save and add another
          </Button>
        ) : null}
        <Button type="submit" tone="primary" size="lg" icon={Check} className="max-sm:grow" disabled={isBusy}>
          Save
        </Button>
      </div>
    </form>
  );
}
