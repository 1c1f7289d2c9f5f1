/** The items that a till keeps at hand, in the order in which its people want them: pure. */
export type Favourites = readonly string[];

/** More than these are no longer found at a glance. */
export const mostFavourites = 60;

/** What was kept as text; what is no list of ids is none. */
export function readFavourites(text: string | null): Favourites {
  if (text === null) return [];
  try {
    const kept: unknown = JSON.parse(text);
    if (!Array.isArray(kept)) return [];
    return [...new Set(kept.filter((id) => typeof id === 'string'))].slice(0, mostFavourites);
  } catch {
    return [];
  }
}

export function withFavourite(ids: Favourites, id: string): Favourites {
  return ids.includes(id) || ids.length >= mostFavourites ? ids : [...ids, id];
}

export function withoutFavourite(ids: Favourites, id: string): Favourites {
  return ids.filter((one) => one !== id);
}

/** One place towards the beginning, or the end; at the edge it stays. */
export function moveFavourite(ids: Favourites, id: string, by: 1 | -1): Favourites {
  const from = ids.indexOf(id);
  const other = ids[from + by];
  if (from < 0 || other === undefined) return ids;
  return ids.map((one) => (one === id ? other : one === other ? id : one));
}
