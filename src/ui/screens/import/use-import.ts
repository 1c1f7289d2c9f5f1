import { useEffect, useRef, useState } from 'react';
import { applyImport, planImport, type ImportPlan } from '#commands/import-masters.ts';
import type { Pacing } from '#commands/pacing.ts';
import { decodeText } from '#domain/csv/decode-text.ts';
import type { FileTable } from '#domain/csv/file-columns.ts';
import { readCsv } from '#domain/csv/read-table.ts';
import type { Currency } from '#domain/money.ts';
import { useShop } from '#ui/shop-context.tsx';
import { firstChoices, type Choices, type OpenFile, type Step } from './import-step.ts';
import { pagePacing } from './pacing.ts';

const start: Step = { kind: 'choose', trouble: null };

/** The steps of an import. Who leaves the screen ends it at the next breath; what is saved stays saved. */
export function useImport(list: FileTable, { currency_decimals }: Currency) {
  const { till } = useShop();
  const [step, setStep] = useState<Step>(start);
  const [crash, setCrash] = useState<unknown>(null);
  const ending = useRef<AbortController | null>(null);
  useEffect(() => () => ending.current?.abort(), []);
  if (crash) throw crash;

  /** Does something long; `done` is told where it leads. */
  const work = async (what: 'reading' | 'checking' | 'saving', run: (pacing: Pacing) => Promise<Step>) => {
    const own = new AbortController();
    ending.current = own;
    const onProgress = (done: number, total: number) =>
      own.signal.aborted ? undefined : setStep({ kind: 'work', what, done, total });
    onProgress(0, 0);
    try {
      setStep(await run(pagePacing(onProgress, own.signal)));
    } catch (error) {
      setCrash(error);
    }
  };

  const plan = (file: OpenFile, { mark, ...choices }: Choices, pacing: Pacing) => {
    const numbers = { mark, currencyDecimals: currency_decimals };
    return planImport(till, file.table, { table: list, numbers, ...choices }, pacing);
  };

  const choose = (bytes: Uint8Array, name: string) =>
    work('reading', async ({ pause }) => {
      const read = await readCsv(decodeText(bytes), pause);
      if (read.kind !== 'read') return { kind: 'choose', trouble: read };
      return { kind: 'map', file: { name, table: read.table }, choices: firstChoices(read.table, list) };
    });

  const check = (file: OpenFile, choices: Choices) =>
    work('checking', async (pacing) => {
      const planned = await plan(file, choices, pacing);
      if (planned === null) return { kind: 'map', file, choices };
      if (planned.kind === 'refused') return { kind: 'choose', trouble: planned };
      return { kind: 'preview', file, choices, plan: planned };
    });

  const save = (file: OpenFile, choices: Choices, planned: ImportPlan) =>
    work('saving', async (pacing) => ({
      kind: 'result',
      file,
      choices,
      plan: planned,
      applied: await applyImport(till, planned, pacing),
    }));

  /** What is done is the same by now, so a new plan is what is left. */
  const goOn = (file: OpenFile, choices: Choices) =>
    work('saving', async (pacing) => {
      const planned = await plan(file, choices, { ...pacing, onProgress: () => undefined });
      if (planned === null) return { kind: 'map', file, choices };
      if (planned.kind === 'refused') return { kind: 'choose', trouble: planned };
      return {
        kind: 'result',
        file,
        choices,
        plan: planned,
        applied: await applyImport(till, planned, pacing),
      };
    });

  const cancel = () => {
    ending.current?.abort();
    setStep((now) => (now.kind === 'work' ? { ...now, what: 'cancelling' } : now));
  };

  return { step, setStep, choose, check, save, goOn, cancel, startAnew: () => setStep(start) };
}

export type Import = ReturnType<typeof useImport>;
