/** The composition root: the only place that knows every room (style section 6). */
import { createRoot } from 'react-dom/client';
import { loadConfig } from '#connector/config.ts';
import { createSession } from '#connector/session.ts';
import { supabaseClient } from '#connector/supabase-client.ts';
import { deviceStore } from '#db/device.ts';
import { webPlatform } from '#db/web-platform.ts';
import { App } from '#ui/app.tsx';
import type { AppServices } from '#ui/app-services.ts';
import { reportTrouble } from '#ui/background-trouble.ts';
import '#ui/styles/index.css';
import { openTill } from '#compose/open-till.ts';

async function buildServices(): Promise<AppServices> {
  const platform = webPlatform();
  const devices = deviceStore(platform.storage);
  const config = await loadConfig(platform);
  const knownDevice = (locationId: string) => devices.identity(locationId);
  const session = config ? createSession(supabaseClient(config, platform), platform) : null;
  return {
    version: __APP_VERSION__,
    session,
    knownDevice,
    open: async (membership, typedName) => {
      if (!config || !session) return { kind: 'no_network' };
      const deviceName = knownDevice(membership.location.id)?.name ?? typedName ?? 'Till';
      const opened = await openTill({
        platform,
        session,
        config,
        membership,
        deviceName,
        onError: reportTrouble,
      });
      // Who works where may have changed since; what the network does not say stays as it was.
      void session.verify();
      return opened;
    },
  };
}

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
createRoot(root).render(<App services={await buildServices()} />);
