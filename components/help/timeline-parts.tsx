import { Kbd } from "#components/ui/kbd.tsx";
import { Swatch } from "#components/ui/product-mark.tsx";
import { Answers, type GuidePart, Points } from "./guide.tsx";

function Look({ kind, name }: { kind: Parameters<typeof Swatch>[0]["kind"]; name: string }) {
  return (
    <span className="flex items-center gap-2">
      <Swatch kind={kind} />
      {name}
    </span>
  );
}

/** How to read the timeline. */
export function timelineParts(): GuidePart[] {
  return [
    {
      id: "looks",
      title: "What the blocks mean",
      body: (
        <Answers
          items={[
            { name: <Look kind="meeting" name="Meeting" />, answer: "Solid blue. This person hosted it." },
            {
              name: <Look kind="call" name="Call" />,
              answer: "Cyan with an arrow: inwards for an incoming, outwards for an outgoing call.",
            },
            { name: <Look kind="webinar" name="Webinar" />, answer: "Violet with a double top edge. Hosted too." },
            {
              name: <Look kind="calendar" name="Calendar event" />,
              answer: "Only an outline: it was planned. Whether it took place is not known from the calendar.",
            },
            {
              name: <Look kind="gap" name="No data" />,
              answer: "Hatched, with its reason. We could not have known what happened here.",
            },
            {
              name: <Look kind="offHours" name="Outside working hours" />,
              answer: "A quiet ground, so that the working day stands out.",
            },
          ]}
        />
      ),
    },
    {
      id: "empty",
      title: "When a row is empty",
      body: (
        <p>
          An empty row without a hatch means that nothing happened: no meeting or webinar was hosted and no call was
          made. A total that can not be complete is dotted and reads “at least”.
        </p>
      ),
    },
    {
      id: "hosts",
      title: "Why a meeting may not be there",
      body: (
        <p>
          Meetings and webinars belong to the person who hosted them. Those who only took part have nothing from Zoom
          for it; if their calendar is known, its event is shown as an outline.
        </p>
      ),
    },
    {
      id: "calendars",
      title: "Adding a calendar",
      body: (
        <Points>
          <li>
            Under “Your calendars” in the menu of your account, paste the secret address of your calendar in iCal
            format, or add a file. Admins can do it for you from the People page.
          </li>
          <li>
            Kept are titles, times, whether an event is private, and whether it is on Zoom, Teams or Meet. Who is
            invited, descriptions, places and links are dropped.
          </li>
          <li>
            It is read about every 15 minutes. The page says when that last worked, and what to do when it does not.
          </li>
        </Points>
      ),
    },
    {
      id: "who",
      title: "Who sees whom",
      body: (
        <Points>
          <li>Everyone sees their own day.</li>
          <li>A manager sees the people below them, and those below these.</li>
          <li>Owners, executives and admins see everyone.</li>
          <li>Technical admins run the connection and see only their own day.</li>
        </Points>
      ),
    },
    {
      id: "zones",
      title: "Time zones",
      body: (
        <p>
          Each person’s day begins and ends in their own time zone. Your own zone, and whether times are shown in 12 or
          24 hours, is under Preferences in the menu of your account.
        </p>
      ),
    },
    {
      id: "insights",
      title: "How insights add up",
      body: (
        <Points>
          <li>
            Time in meetings is counted once, also where two overlap; calls and webinars stand apart, never in one sum.
          </li>
          <li>What is only in the calendar is told, and not added to anything.</li>
          <li>
            “At least” and dots mean that some of the time is not known; hatched days are days of which nothing is
            known.
          </li>
          <li>Of a team there are sums only: nobody is scored or set above another.</li>
        </Points>
      ),
    },
    {
      id: "keys",
      title: "Moving by keyboard",
      body: (
        <Answers
          items={[
            { name: <Kbd>Tab</Kbd>, answer: "Into the timeline and out of it again: the whole grid is one stop." },
            {
              name: (
                <span className="flex gap-1">
                  <Kbd>←</Kbd>
                  <Kbd>→</Kbd>
                  <Kbd>↑</Kbd>
                  <Kbd>↓</Kbd>
                </span>
              ),
              answer: "From block to block, and from person to person.",
            },
            { name: <Kbd>Enter</Kbd>, answer: "Opens what is known of a block." },
            { name: <Kbd>Esc</Kbd>, answer: "Closes it again." },
            { name: <Kbd>/</Kbd>, answer: "Jumps to the search, where there is one." },
          ]}
        />
      ),
    },
  ];
}
