import Link from "next/link";
import { Avatar } from "#components/ui/avatar.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { clockAt, lengthAsFigure, placeOfZone, workingHours } from "#lib/timeline/words.ts";
import { NAME_ITEM } from "./grid-items.ts";
import { gridRoles } from "./grid-roles.ts";
import type { PersonRowProps } from "./person-row.tsx";

type RowHeadProps = Pick<PersonRowProps, "personDay" | "row" | "now" | "cycle" | "tabStopId" | "isCurrent" | "href">;

/** Who it is, their time of day, and their time in meetings. */
export function RowHead({ personDay, row, now, cycle, tabStopId, isCurrent, href }: RowHeadProps) {
  const { person, inMeetings, isAtLeast } = personDay;
  const total = lengthAsFigure(inMeetings);
  const clock = clockAt(now, person.timeZone, cycle);
  const place = placeOfZone(person.timeZone);
  const hours = workingHours(person.workStart, person.workEnd, cycle);
  return (
    <div
      {...gridRoles.rowHeader}
      className={classNames(
        "relative z-4 grid grid-cols-[28px_minmax(0,1fr)_auto] content-start items-center gap-x-2 border-r border-line-strong pt-1.5 pr-3 pl-page max-lg:grid-cols-[minmax(0,1fr)_auto]",
        isCurrent ? "bg-hover" : "bg-surface",
      )}
    >
      <Avatar name={person.name} className="row-span-2 max-lg:hidden" />
      <Link
        href={href}
        prefetch={false}
        data-item={`${person.id} ${NAME_ITEM}`}
        tabIndex={tabStopId === NAME_ITEM ? 0 : -1}
        // The upper half of the head is its target, on phones all of it.
        className="block truncate rounded-xs leading-4 font-medium after:absolute after:inset-x-0 after:top-0 after:h-6 hover:underline hover:underline-offset-2 max-sm:after:h-full"
      >
        {person.name}
      </Link>
      {person.isMapped ? (
        <span
          title={isAtLeast ? "At least: some of this day is not known" : "In hosted meetings, overlaps counted once"}
          className={classNames(
            "relative text-xs leading-4 tabular-nums",
            inMeetings === 0 ? "text-subtle" : "text-text",
            isAtLeast && "underline decoration-gap-ink decoration-dotted underline-offset-[3px]",
          )}
        >
          <span className="sr-only">{isAtLeast ? "At least " : ""}</span>
          {total}
          <span className="sr-only"> in meetings{row.more.length > 0 ? ", some stacked" : ""}</span>
        </span>
      ) : (
        <span />
      )}
      <span
        data-place
        title={`${clock} ${place}, works ${hours}`}
        // Hours that have no room wrap out of sight whole: half an hour would be a wrong one. The row's ground has them.
        className="col-span-2 mt-px flex h-[14px] min-w-0 flex-wrap gap-x-1 overflow-hidden text-2xs leading-[14px] whitespace-nowrap text-subtle tabular-nums"
      >
        <span className="max-w-full truncate">
          <span className="font-medium text-muted">{clock}</span> {place}
        </span>
        <span>· {hours}</span>
      </span>
    </div>
  );
}
