/** The hatch of what is not known, as a pattern for charts: `url(#id)`. */
export function Hatch({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width={6} height={6} className="fill-(--color-gap-wash) forced-colors:fill-[Canvas]" />
        <rect width={1.5} height={6} className="fill-(--color-gap-line) forced-colors:fill-[CanvasText]" />
      </pattern>
    </defs>
  );
}
