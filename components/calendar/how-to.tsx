import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";

const ways: readonly { name: string; steps: readonly string[]; note?: string }[] = [
  {
    name: "Google Calendar",
    steps: [
      "On a computer, open calendar.google.com and its Settings (the gear).",
      "On the left, under “Settings for my calendars”, choose the calendar.",
      "Scroll to “Integrate calendar” and copy “Secret address in iCal format”.",
    ],
    note: "At work or school the admin may have switched the secret address off. “Reset” there makes the old address useless. Google may show changes to others with a delay of some hours.",
  },
  {
    name: "Outlook and Microsoft 365",
    steps: [
      "Open Outlook on the web, then Settings, Calendar, Shared calendars.",
      "Under “Publish a calendar” choose the calendar and “Can view all details”, then Publish.",
      "Copy the ICS link (not the HTML link).",
    ],
    note: "With “Can view titles and locations” titles and times come along too, but Zoom meetings may be known by their place only.",
  },
  {
    name: "Apple Calendar (iCloud)",
    steps: [
      "Open icloud.com/calendar, or Calendar on a Mac or iPhone.",
      "Next to the calendar, open its sharing settings and switch “Public Calendar” on.",
      "Copy the link: it begins with webcal:// and can be pasted as it is.",
    ],
  },
  {
    name: "Fastmail, Proton, Nextcloud, Zoho and others",
    steps: [
      "In the calendar's settings look for “Share”, “Publish” or “Subscription link”.",
      "Copy the address that ends in .ics, or begins with webcal://.",
    ],
    note: "Where there is no such address, export the calendar as an .ics file and add the file.",
  },
];

const kept = [
  "Title, start and end",
  "Whether it is tentative or private",
  "Whether it is held on Zoom, Teams or Meet",
];
const dropped = [
  "Who else is invited",
  "Description, place and attachments",
  "Links and passwords; of a meeting number only a mark stays, which nobody can dial",
];

/** Where to find the address, and what is kept of a calendar. */
export function HowTo() {
  return (
    <div className="grid content-start gap-4">
      <Card aria-label="Where to find the address">
        <CardHeader title="Where to find the address" />
        <CardBody className="grid gap-1">
          {ways.map(({ name, steps, note }) => (
            <Disclosure key={name} title={name}>
              <ol className="grid list-decimal gap-1 pb-2 pl-4 text-muted">
                {steps.map((step) => (
                  <li key={step}>{step}</li>
                ))}
              </ol>
              {note !== undefined && <p className="pb-2 text-xs text-subtle">{note}</p>}
            </Disclosure>
          ))}
        </CardBody>
      </Card>
      <Card aria-label="What is kept">
        <CardHeader title="What is kept" />
        <CardBody className="grid gap-3">
          <List title="Kept of each event" items={kept} />
          <List title="Dropped before anything is stored" items={dropped} />
          <p className="text-muted">
            Private events show as “Private”. Cancelled events, and those you declined, do not show. The address is a
            secret: it is kept encrypted, and only its server is ever shown.
          </p>
        </CardBody>
      </Card>
    </div>
  );
}

function List({ title, items }: { title: string; items: readonly string[] }) {
  return (
    <div>
      <h3 className="text-sm font-medium">{title}</h3>
      <ul className="list-disc pl-4 text-muted">
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </div>
  );
}
