import clsx from 'clsx';
import { columnOf, type MasterDefinition } from '#ui/masters/definition.ts';
import { MasterField } from './master-field.tsx';
import type { MasterFormState } from './use-master-form.ts';

interface FormSectionsProps {
  readonly definition: MasterDefinition;
  readonly form: MasterFormState;
}

/** All the fields; those that are one decision in a frame of their own. */
export function FormSections({ definition, form }: FormSectionsProps) {
  return definition.sections.map(({ legend, hint, columns }) => {
    const fields = columns.map((name) => {
      const column = columnOf(definition, name);
      return (
        <div key={name} className={clsx('min-w-0', column.isWide && 'sm:col-span-2')}>
          <MasterField column={column} form={form} />
        </div>
      );
    });
    const grid = 'grid gap-4 sm:grid-cols-2 sm:items-start';
    if (legend === undefined) {
      return (
        <div key={columns[0]} className={grid}>
          {fields}
        </div>
      );
    }
    return (
      <fieldset key={legend} className="border-line min-w-0 rounded-lg border px-4 pt-1 pb-4">
        <legend className="px-1 font-semibold">{legend}</legend>
        {hint ? <p className="text-soft mb-3 text-sm">{hint}</p> : null}
        <div className={grid}>{fields}</div>
      </fieldset>
    );
  });
}
