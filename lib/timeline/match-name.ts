/** Finding people by name; the page and what it gives out find the same. */

/** Whether a name fits a search: every word of it begins, or holds, somewhere; accents and case do not count. */
export function matches(name: string, q: string): boolean {
  const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const words = plain(q)
    .split(/\s+/)
    .filter((word) => word !== "");
  return words.every((word) => plain(name).includes(word));
}
