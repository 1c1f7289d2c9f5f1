/** One worker of a workbench, as the page sees it: tasks one after the other, and an end at any time. */
import type { Answers, FromWorker, Note, Task } from './protocol.ts';

export class WorkerStopped extends Error {}

export interface WorkerClient {
  ask<Kind extends keyof Answers>(
    task: Extract<Task, { kind: Kind }>,
    onNote?: (note: Note) => void,
  ): Promise<Answers[Kind]>;
  /** What is asked then rejects with `WorkerStopped`. */
  end(): void;
}

interface Asked {
  readonly resolve: (answer: Answers[keyof Answers]) => void;
  readonly reject: (error: unknown) => void;
  readonly onNote: (note: Note) => void;
}

export function startWorker(): WorkerClient {
  const worker = new Worker(new URL('./workbench-worker.ts', import.meta.url), {
    type: 'module',
    name: 'workbench',
  });
  let asked: Asked | null = null;
  const settle = (how: (one: Asked) => void) => {
    const one = asked;
    asked = null;
    if (one) how(one);
  };
  worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
    if ('note' in data) asked?.onNote(data.note);
    else if ('answer' in data) settle(({ resolve }) => resolve(data.answer));
    else
      settle(({ reject }) => reject(Object.assign(new Error(data.error.message), { name: data.error.name })));
  });
  worker.addEventListener('error', ({ message }) =>
    settle(({ reject }) => reject(new Error(message || 'The worker failed.'))),
  );
  return {
    ask<Kind extends keyof Answers>(task: Task, onNote: (note: Note) => void = () => undefined) {
      if (asked) return Promise.reject(new Error('Something runs already.'));
      return new Promise<Answers[Kind]>((resolve, reject) => {
        asked = { resolve: resolve as Asked['resolve'], reject, onNote };
        worker.postMessage(task);
      });
    },
    end() {
      worker.terminate();
      settle(({ reject }) => reject(new WorkerStopped('Stopped.')));
    },
  };
}
