/** Up to two initials of a name: the first letters of its first and last word that begin with a letter or figure. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s·,]+/).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const first = words[0];
  if (first === undefined) return "?";
  const last = words.length > 1 ? words.at(-1) : undefined;
  return [first, last]
    .filter((word) => word !== undefined)
    .map((word) => [...word][0]?.toLocaleUpperCase("en") ?? "")
    .join("");
}
