import { Copy, Download } from 'lucide-react';
import { databaseDiagnostics } from '#queries/diagnostics.ts';
import { useServices } from '#ui/app-services.ts';
import { storageHealth } from '#ui/hooks/use-storage-health.ts';
import { Button } from '#ui/parts/button.tsx';
import { notify } from '#ui/parts/toast.tsx';
import { saveJson } from '#ui/save-file.ts';
import { useShop } from '#ui/shop-context.tsx';

/** For support: codes, counts and times, no secrets, no names, nothing of what was sold. */
export function Diagnostics() {
  const collect = useDiagnostics();
  const copy = async () => {
    try {
      // Handed over as a promise: Safari lets a page copy only within the press itself.
      const text = collect().then((found) => new Blob([found], { type: 'text/plain' }));
      await navigator.clipboard.write([new ClipboardItem({ 'text/plain': text })]);
      notify({
        tone: 'good',
        title: 'Diagnostics are copied',
        text: 'Paste them into a message to support.',
      });
    } catch {
      notify({
        tone: 'bad',
        title: 'The browser did not let Flux copy',
        text: 'Nothing is lost: download the file instead.',
      });
    }
  };
  const download = async () => saveJson(`flux-diagnostics-${Date.now()}.json`, await collect());
  return (
    <>
      <p className="text-soft">
        For support: codes, counts and times. No passwords, no names, nothing of what was sold.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button icon={Copy} onClick={() => void copy()}>
          Copy
        </Button>
        <Button icon={Download} onClick={() => void download()}>
          Download
        </Button>
      </div>
    </>
  );
}

function useDiagnostics(): () => Promise<string> {
  const { till, store } = useShop();
  const services = useServices();
  return async () => {
    const [database, storage] = await Promise.all([databaseDiagnostics(till.db.read), storageHealth()]);
    const { connection, lastSyncedAt, held } = store.get();
    const found = {
      at: new Date().toISOString(),
      app_version: services.version,
      sdk_version: services.sdkVersion,
      browser: navigator.userAgent,
      device: { id: till.device.id, code: till.device.code, location_code: till.location.code },
      connection: { state: connection, last_synced_at: lastSyncedAt, held_code: held?.code ?? null },
      clock_offset_ms: till.clock.offsetMs(),
      storage,
      ...database,
    };
    return JSON.stringify(found, null, 2);
  };
}
