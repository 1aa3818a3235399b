/** Joins class names; what is false or undefined falls out. Later names do not override earlier ones: order is Tailwind's. */
export function classNames(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(" ");
}
