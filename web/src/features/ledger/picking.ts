/** The ids from one index to the other, starting at the one that was clicked first. */
export function idsBetween(from: number, to: number, idAt: (index: number) => number | undefined): number[] {
  const step = from <= to ? 1 : -1;
  const ids: number[] = [];
  for (let index = from; index !== to + step; index += step) {
    const id = idAt(index);
    if (id !== undefined) ids.push(id);
  }
  return ids;
}
