/** A till of a shop of its own, behind a network of its own, with 100 bags of rice. */
import { canSell, openDevice, stockUp, type Device, type DeviceOptions } from './device.ts';
import { startFaultProxy, type FaultProxy } from './fault-proxy.ts';
import { addShop, type ShopOptions, type TestShop } from './shop.ts';
import type { TestStack } from './stack.ts';

export interface TillWorld extends AsyncDisposable {
  readonly shop: TestShop;
  readonly proxy: FaultProxy;
  readonly device: Device;
  /** One more till of the shop, on the same network. */
  open(who: 'cashier' | 'manager', options?: Partial<DeviceOptions>): Promise<Device>;
}

export async function tillWorld(stack: TestStack, options: ShopOptions = {}): Promise<TillWorld> {
  const shop = await addShop(stack, options);
  const proxy = await startFaultProxy(stack.url);
  const open: TillWorld['open'] = async (who, more = {}) => {
    const device = await openDevice({ url: proxy.url, anonKey: stack.anonKey, ...shop[who], ...more });
    await canSell(device);
    return device;
  };
  const device = await open('manager');
  await stockUp(device, 'Rice', 100);
  return {
    shop,
    proxy,
    device,
    open,
    async [Symbol.asyncDispose]() {
      await device.close();
      await proxy.close();
    },
  };
}

/** What `rpc/push` is called on the wire. */
export const pushPath = '/rest/v1/rpc/push';
