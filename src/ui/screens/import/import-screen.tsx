import { useNavigate, useSearch } from '@tanstack/react-router';
import { ShieldAlert } from 'lucide-react';
import { mayEditMasters } from '#commands/save-masters.ts';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { SelectField } from '#ui/parts/select-field.tsx';
import { Screen } from '#ui/shell/screen.tsx';
import { useSettings, useShop } from '#ui/shop-context.tsx';
import { ExportPart } from './export-part.tsx';
import { ImportSteps } from './import-steps.tsx';
import { fileTables, isFileTable, listWords } from './list-words.ts';

const title = 'Import and export';

/** Lists as files: for managers, also offline. */
export function ImportScreen() {
  const { till } = useShop();
  const settings = useSettings();
  const { list = 'items' } = useSearch({ from: '/catalog/import' });
  const navigate = useNavigate();
  if (!mayEditMasters(till, list)) {
    return (
      <Screen title={title}>
        <EmptyState icon={ShieldAlert} title="This is for managers">
          To bring a list in or take one out, a manager signs in on this till.
        </EmptyState>
      </Screen>
    );
  }
  if (!settings) return <Screen title={title}>{null}</Screen>;
  return (
    <Screen title={title}>
      <div className="scroll-calm min-h-0 flex-1 px-4 pb-6 md:px-6">
        <div className="flex max-w-4xl flex-col gap-4">
          <div className="bg-surface border-line flex flex-wrap items-end gap-3 rounded-xl border p-4 sm:p-5">
            <SelectField
              label="List"
              className="min-w-48 flex-1"
              value={list}
              options={fileTables.map((table) => ({ value: table, label: listWords[table].title }))}
              onChange={(chosen) =>
                void navigate({
                  to: '/catalog/import',
                  search: isFileTable(chosen) ? { list: chosen } : {},
                  replace: true,
                })
              }
            />
            <ExportPart key={list} list={list} settings={settings} />
          </div>
          <ImportSteps key={list} list={list} currency={settings} />
        </div>
      </div>
    </Screen>
  );
}
