import { ChartGantt, ChevronRight, Plug } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { Card } from "#components/ui/card.tsx";
import { Page, PageHeader } from "#components/ui/page-header.tsx";
import { requireViewer } from "#lib/access/viewer.ts";

export const metadata: Metadata = { title: "Help" };

const guides = [
  {
    href: "/help/timeline",
    name: "Reading the timeline",
    icon: ChartGantt,
    about: "What the colours, outlines and hatches mean, and why a meeting may show as a calendar event only.",
    questions: [
      { href: "/help/timeline#looks", name: "What the blocks mean" },
      { href: "/help/timeline#calendars", name: "Adding a calendar" },
      { href: "/help/timeline#who", name: "Who sees whom" },
      { href: "/help/timeline#keys", name: "Moving by keyboard" },
    ],
  },
  {
    href: "/help/zoom-setup",
    name: "Setting up Zoom",
    icon: Plug,
    about: "Connect a Zoom account, get the app allowed, and find out why something is missing.",
    questions: [
      { href: "/help/zoom-setup#connect", name: "Connect a Zoom account" },
      { href: "/help/zoom-setup#pre-approval", name: "Zoom says that the app is blocked" },
      { href: "/help/zoom-setup#data", name: "What is received, and what never is" },
      { href: "/help/zoom-setup#missing", name: "Why something may be missing" },
      { href: "/help/zoom-setup#disconnect", name: "Disconnecting and removing" },
    ],
  },
] as const;

export default async function HelpPage() {
  await requireViewer("help.view");
  return (
    <Page>
      <PageHeader title="Help" meta="Short guides in plain words." />
      <div className="grid items-start gap-4 md:grid-cols-2">
        {guides.map(({ href, name, icon: Icon, about, questions }) => (
          <Card key={href} aria-labelledby={`guide-${href.split("/").at(-1)}`}>
            <div className="flex gap-3 p-4">
              <span
                aria-hidden
                className="grid size-10 shrink-0 place-items-center rounded-[10px] text-muted inset-ring inset-ring-line-strong"
              >
                <Icon size={16} />
              </span>
              <div>
                <h2 id={`guide-${href.split("/").at(-1)}`}>
                  <Link href={href} className="hit rounded-xs hover:underline hover:underline-offset-3">
                    {name}
                  </Link>
                </h2>
                <p className="text-muted">{about}</p>
              </div>
            </div>
            <ul className="border-t border-line">
              {questions.map((question) => (
                <li key={question.href} className="border-t border-line first:border-t-0">
                  <Link
                    href={question.href}
                    className="flex min-h-10 items-center gap-2 px-4 py-2 hover:bg-hover max-sm:min-h-11"
                  >
                    <span className="flex-1">{question.name}</span>
                    <ChevronRight aria-hidden size={14} className="text-subtle" />
                  </Link>
                </li>
              ))}
            </ul>
          </Card>
        ))}
      </div>
    </Page>
  );
}
