/** The service's tile. Decoration: its name stands beside it. */
export function ZoomTile() {
  return (
    <span
      aria-hidden
      data-edge=""
      className="grid size-12 shrink-0 place-items-center rounded-[10px] bg-surface text-sm font-semibold tracking-[-0.02em] text-text inset-ring inset-ring-line-strong"
    >
      zoom
    </span>
  );
}
