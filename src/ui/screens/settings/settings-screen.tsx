import { Monitor, Moon, Sun } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { mayManagePeople } from '#commands/people.ts';
import { isManager, type Till } from '#commands/till.ts';
import type { Membership, SessionPort } from '#sync/session-port.ts';
import { useServices } from '#ui/app-services.ts';
import { useSoundOn, useTheme, type Theme } from '#ui/hooks/use-preference.ts';
import { useScanToSell } from '#ui/hooks/use-scan-to-sell.ts';
import { Panel } from '#ui/parts/panel.tsx';
import { Segmented } from '#ui/parts/segmented.tsx';
import { PeoplePart } from '#ui/screens/people/people-part.tsx';
import { LastSyncs } from '#ui/screens/sync-centre/last-syncs.tsx';
import { ImportPart } from '#ui/screens/unsynced-file/import-part.tsx';
import { Screen } from '#ui/shell/screen.tsx';
import { useShop } from '#ui/shop-context.tsx';
import { AlarmPart } from './alarm-part.tsx';
import { CopyCatalogPart } from './copy-catalog-part.tsx';
import { Facts } from './facts.tsx';
import { HistoryPart } from './history-part.tsx';
import { LockPart } from './lock-part.tsx';
import { RebuildPart } from './rebuild-part.tsx';
import { SignOut } from './sign-out.tsx';
import { StoragePart } from './storage-part.tsx';

const KeysPart = lazy(async () => ({ default: (await import('#ui/keys/keys-part.tsx')).KeysPart }));

const themes = [
  { value: 'system', label: 'System', icon: Monitor },
  { value: 'light', label: 'Light', icon: Sun },
  { value: 'dark', label: 'Dark', icon: Moon },
] as const;

const sounds = [
  { value: 'on', label: 'On' },
  { value: 'off', label: 'Off' },
] as const;

export function SettingsScreen() {
  const { till } = useShop();
  const { version, session } = useServices();
  const targets = copyTargets(till, session);
  useScanToSell();
  const [theme, setTheme] = useTheme();
  const [isSoundOn, setSoundOn] = useSoundOn();
  return (
    <Screen title="Settings">
      <div className="scroll-calm min-h-0 flex-1 px-4 pb-6 md:px-6">
        <div className="grid max-w-5xl grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-2">
          <Panel title="This device">
            <Facts
              facts={[
                ['Location', `${till.location.name} (${till.location.code})`],
                ['Device code', till.device.code],
                ['Device name', till.device.name],
                ['Signed in', till.user.name],
                ['At the till', `${till.cashier.name} (${till.cashier.role})`],
                ['Flux version', version],
              ]}
            />
          </Panel>
          {mayManagePeople(till) ? (
            <Panel title="People">
              <PeoplePart />
            </Panel>
          ) : null}
          <Panel title="Lock and PIN">
            <LockPart />
          </Panel>
          <Panel title="Appearance and sound">
            <p className="text-sm font-semibold">Theme</p>
            <Segmented<Theme> label="Theme" value={theme} segments={themes} onChange={setTheme} />
            <p className="text-sm font-semibold">Scan sounds</p>
            <Segmented<'on' | 'off'>
              label="Scan sounds"
              value={isSoundOn ? 'on' : 'off'}
              segments={sounds}
              onChange={(value) => setSoundOn(value === 'on')}
            />
          </Panel>
          <Panel title="Keys">
            <Suspense>
              <KeysPart />
            </Suspense>
          </Panel>
          <Panel title="Sync">
            <AlarmPart />
            <LastSyncs />
          </Panel>
          {targets.length > 0 ? (
            <Panel title="Copy catalog">
              <CopyCatalogPart targets={targets} />
            </Panel>
          ) : null}
          <Panel title="Storage">
            <StoragePart />
          </Panel>
          {isManager(till) ? (
            <Panel title="History for reports">
              <HistoryPart />
            </Panel>
          ) : null}
          <Panel title="Documents of another till">
            <ImportPart />
          </Panel>
          <Panel title="Local data">
            <RebuildPart />
          </Panel>
          <Panel title="Sign out">
            <SignOut />
          </Panel>
        </div>
      </div>
    </Screen>
  );
}

/** The other locations that whoever is signed in manages, where a manager stands here. */
function copyTargets(till: Till, session: SessionPort | null): readonly Membership[] {
  const state = session?.state();
  if (!isManager(till) || till.user.role === 'cashier' || state?.kind !== 'known') return [];
  return state.profile.memberships.filter(
    ({ role, location }) => role !== 'cashier' && location.id !== till.location.id,
  );
}
