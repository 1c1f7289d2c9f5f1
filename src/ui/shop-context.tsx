import { PowerSyncContext } from '@powersync/react';
import { createContext, use, useCallback, useMemo, useSyncExternalStore, type ReactNode } from 'react';
import { formatMoney, type Currency } from '#domain/money.ts';
import { settings as settingsQuery, type Settings } from '#queries/settings.ts';
import type { SyncView } from '#sync/sync-store.ts';
import type { OpenShop } from '#ui/app-services.ts';
import { useLive } from '#ui/hooks/use-live.ts';

const ShopContext = createContext<OpenShop | null>(null);
/** Undefined while the device is asked for them. */
const SettingsContext = createContext<Settings | null | undefined>(undefined);

/** The open shop, or null before one is open (the header is there already). */
export function useShopIfOpen(): OpenShop | null {
  return use(ShopContext);
}

export function useShop(): OpenShop {
  const shop = use(ShopContext);
  if (!shop) throw new Error('no shop is open');
  return shop;
}

/** Null until the location's settings are on the device. */
export function useSettings(): Settings | null {
  return use(SettingsContext) ?? null;
}

/** Whether the device has answered yet if it has them. */
export function useIsSettled(): boolean {
  return use(SettingsContext) !== undefined;
}

export function useSyncView(): SyncView {
  const { store } = useShop();
  return useSyncExternalStore(
    useCallback((listener: () => void) => store.subscribe(listener), [store]),
    () => store.get(),
  );
}

const unknownCurrency: Currency = { currency: 'XXX', currency_decimals: 2 };

export function useCurrency(): Currency {
  return useSettings() ?? unknownCurrency;
}

export function useMoney(): (minor: number) => string {
  const currency = useCurrency();
  return useMemo(() => (minor: number) => formatMoney(minor, currency), [currency]);
}

export function ShopProvider({ shop, children }: { readonly shop: OpenShop; readonly children: ReactNode }) {
  return (
    <PowerSyncContext.Provider value={shop.till.db.power}>
      <ShopContext.Provider value={shop}>
        <SettingsProvider shop={shop}>{children}</SettingsProvider>
      </ShopContext.Provider>
    </PowerSyncContext.Provider>
  );
}

function SettingsProvider({ shop, children }: { readonly shop: OpenShop; readonly children: ReactNode }) {
  const { rows, isLoading } = useLive(settingsQuery(shop.till.db.read));
  return (
    <SettingsContext.Provider value={rows[0] ?? (isLoading ? (shop.first.settings ?? undefined) : null)}>
      {children}
    </SettingsContext.Provider>
  );
}
