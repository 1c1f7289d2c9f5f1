type Lines = AsyncGenerator<string, void>;
type FirstLine = IteratorResult<string, void>;

/**
 * A response body that takes the next line only when the one before has been taken: a slow client slows its own
 * session and nothing else, and each line goes out as soon as it exists. `first` is the line that was taken to see
 * whether there is a stream at all. `onCancel`: the client has gone.
 */
export function lineStream(
  first: FirstLine,
  lines: Lines,
  onCancel: () => void,
  log: (line: string) => void,
): ReadableStream<Uint8Array> {
  let isCancelled = false;
  let next: FirstLine | undefined = first;
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const line = next ?? (await lines.next());
        next = undefined;
        // Cancelled while it was awaited: the stream is closed already, and takes nothing more.
        if (isCancelled) return;
        if (line.done === true) controller.close();
        else controller.enqueue(Buffer.from(line.value));
      } catch (error) {
        log(`session ended: ${error instanceof Error ? error.message : String(error)}`);
        onCancel();
        controller.error(error);
      }
    },
    async cancel() {
      isCancelled = true;
      onCancel();
      await lines.return();
    },
  });
}
