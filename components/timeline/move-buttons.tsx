import { ChevronLeft, ChevronRight } from "lucide-react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { MINUTES_OF_RULER } from "#lib/timeline/day.ts";
import type { RulerView } from "#lib/timeline/layout-row.ts";

/** Earlier and later, for hours in view that move. */
export function MoveButtons({ view, onMove }: { view: RulerView; onMove: (minutes: number) => void }) {
  const step = (view.to - view.from) / 2;
  const look = "absolute top-1 z-2 bg-surface!";
  return (
    <>
      {view.from > 0 && (
        <IconButton
          size="sm"
          label="Earlier hours"
          onPress={() => onMove(-step)}
          icon={<ChevronLeft aria-hidden size={14} />}
          className={`${look} left-1`}
        />
      )}
      {view.to < MINUTES_OF_RULER && (
        <IconButton
          size="sm"
          label="Later hours"
          onPress={() => onMove(step)}
          icon={<ChevronRight aria-hidden size={14} />}
          className={`${look} right-1`}
        />
      )}
    </>
  );
}
