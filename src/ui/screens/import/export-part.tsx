import { Download } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { exportMasters } from '#commands/export-masters.ts';
import type { FileTable } from '#domain/csv/file-columns.ts';
import type { Settings } from '#queries/settings.ts';
import { announce } from '#ui/parts/announcer.tsx';
import { Button } from '#ui/parts/button.tsx';
import { saveFile } from '#ui/save-file.ts';
import { useShop } from '#ui/shop-context.tsx';
import { csvType } from './error-file.ts';
import { listWords, rowCount } from './list-words.ts';
import { pagePacing } from './pacing.ts';

interface ExportPartProps {
  readonly list: FileTable;
  readonly settings: Settings;
}

/** The whole list as a file that spreadsheets open, and that may be changed there and brought in again. */
export function ExportPart({ list, settings }: ExportPartProps) {
  const { till } = useShop();
  const [isBusy, setBusy] = useState(false);
  const [crash, setCrash] = useState<unknown>(null);
  const ending = useRef(new AbortController());
  useEffect(() => {
    ending.current = new AbortController();
    return () => ending.current.abort();
  }, []);
  if (crash) throw crash;
  const save = async () => {
    setBusy(true);
    try {
      const pacing = pagePacing(() => undefined, ending.current.signal);
      const file = await exportMasters(till, list, settings, pacing);
      if (file?.kind === 'file') {
        saveFile(file.name, csvType, file.parts);
        announce(`${rowCount(file.rows)} saved as ${file.name}`);
      }
    } catch (error) {
      setCrash(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button size="lg" icon={Download} disabled={isBusy} onClick={() => void save()}>
      {isBusy ? 'Making the file…' : `Export all ${listWords[list].many}`}
    </Button>
  );
}
