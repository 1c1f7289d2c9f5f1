import { useEffect, useState } from 'react';
import { versions, type Versions } from '#queries/diagnostics.ts';
import { clockText } from '#ui/alarm-text.ts';
import { useServices } from '#ui/app-services.ts';
import { Facts } from '#ui/screens/settings/facts.tsx';
import { useShop } from '#ui/shop-context.tsx';

/** Which software this is, and whether its clock can be trusted. */
export function DeviceFacts() {
  const { till } = useShop();
  const services = useServices();
  const [its, setIts] = useState<Versions | null>(null);
  const { read } = till.db;
  useEffect(() => {
    void versions(read).then(setIts);
  }, [read]);
  return (
    <Facts
      facts={[
        ['Device clock', clockText(till.clock.offsetMs())],
        ['Flux', services.version],
        ['PowerSync SDK', services.sdkVersion],
        ['PowerSync core', its?.powersync_core ?? '…'],
        ['SQLite', its?.sqlite ?? '…'],
        ['Database schema', its ? String(its.database_schema) : '…'],
      ]}
    />
  );
}
