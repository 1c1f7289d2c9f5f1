/**
 * One tab at a time writes a draft. The browser holds the lock until the tab
 * lets go of it or is gone, however it goes.
 */
export type LetGo = () => void;

/** Null where another tab, or another place of this one, has it. */
export function holdDraft(id: string): Promise<LetGo | null> {
  return new Promise((resolve, reject) => {
    const held = navigator.locks.request(`flux-draft-${id}`, { ifAvailable: true }, (lock) => {
      if (lock === null) {
        resolve(null);
        return undefined;
      }
      return new Promise<void>((release) => {
        resolve(release);
      });
    });
    held.catch(reject);
  });
}
