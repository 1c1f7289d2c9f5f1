/** What `copy-vfs.ts` relies on; upstream has no types for this file. */
declare module '@journeyapps/wa-sqlite/src/FacadeVFS.js' {
  export class FacadeVFS {
    constructor(name: string, module: object);
    mxPathname: number;
    jOpen(name: string | null, fileId: number, flags: number, outFlags: DataView): number;
    jClose(fileId: number): number;
    jRead(fileId: number, into: Uint8Array, at: number): number;
    jFileSize(fileId: number, out: DataView): number;
    jAccess(name: string, flags: number, out: DataView): number;
    jLock(fileId: number, kind: number): number;
    jUnlock(fileId: number, kind: number): number;
    jFileControl(fileId: number, op: number, arg: DataView): number;
    jDeviceCharacteristics(fileId: number): number;
  }
}
