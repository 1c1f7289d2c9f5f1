/** A word and its value, one below another. */
export function Facts({ facts }: { readonly facts: readonly (readonly [string, string])[] }) {
  return (
    <dl className="divide-line divide-y">
      {facts.map(([word, value]) => (
        <div key={word} className="flex items-baseline justify-between gap-4 py-2">
          <dt className="text-soft">{word}</dt>
          <dd className="num text-end font-semibold break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
