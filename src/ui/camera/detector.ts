import { BarcodeDetector, prepareZXingModule } from 'barcode-detector/ponyfill';
// Ours, so that it is there without a network; its maker's default is a server of others.
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';

/** The same on every browser: what some have of their own differs in what it reads. */
export function createDetector(): BarcodeDetector {
  prepareZXingModule({ overrides: { locateFile: () => wasmUrl } });
  return new BarcodeDetector({
    formats: ['ean_13', 'ean_8', 'upc_a', 'upc_e', 'code_128', 'code_39', 'itf', 'data_matrix', 'qr_code'],
  });
}
