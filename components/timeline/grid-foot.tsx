import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import type { RulerView } from "#lib/timeline/layout-row.ts";
import type { PersonDay } from "#lib/timeline/person-day.ts";
import { countOf } from "#lib/timeline/words.ts";

/** How much is here, and the keys that move about in it. */
export function GridFoot({
  people,
  view,
  onHelp,
}: {
  people: readonly PersonDay[];
  view: RulerView;
  onHelp: () => void;
}) {
  const sessions = people.flatMap((one) => one.sessions);
  const outside = sessions.filter((one) => one.from >= view.to || (one.to <= view.from && one.from < view.from)).length;
  const words = [
    countOf(people.length, "person", "people"),
    countOf(sessions.length, "session"),
    ...(outside === 0 ? [] : [`${outside} outside these hours`]),
  ];
  return (
    <div className="flex h-8 shrink-0 items-center gap-4 border-t border-line-strong px-page text-xs whitespace-nowrap text-subtle tabular-nums">
      <span>{words.join(", ")}</span>
      <span aria-hidden className="ml-auto flex items-center gap-1 max-lg:hidden">
        <Kbd>
          <ArrowLeft size={10} />
        </Kbd>
        <Kbd>
          <ArrowRight size={10} />
        </Kbd>
        block
      </span>
      <span aria-hidden className="flex items-center gap-1 max-lg:hidden">
        <Kbd>
          <ArrowUp size={10} />
        </Kbd>
        <Kbd>
          <ArrowDown size={10} />
        </Kbd>
        person
      </span>
      <span aria-hidden className="flex items-center gap-1 max-lg:hidden">
        <Kbd>Enter</Kbd> open
      </span>
      <Button variant="plain" size="sm" className="max-lg:ml-auto max-sm:hidden" onPress={onHelp}>
        All keys
      </Button>
    </div>
  );
}
