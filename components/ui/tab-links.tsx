"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { Badge } from "./badge.tsx";
import type { Tone } from "./tones.ts";

export type TabLinksProps = {
  label: string;
  items: readonly {
    href: string;
    name: string;
    count?: number | undefined;
    tone?: Tone | undefined;
    /** Says the count in words, such as "11 need a person". */
    countLabel?: string | undefined;
  }[];
};

/** Pages that belong together, as tabs. Each is a link; the one we are on is marked by the path. */
export function TabLinks({ label, items }: TabLinksProps) {
  const pathname = usePathname();
  return (
    <nav
      aria-label={label}
      className="border-b border-line-strong max-sm:-mx-page max-sm:overflow-x-auto max-sm:px-page"
    >
      <ul className="flex gap-6">
        {items.map((item) => {
          const isCurrent = pathname === item.href || pathname.startsWith(`${item.href}/`);
          return (
            <li key={item.href}>
              <Link
                href={item.href}
                aria-current={isCurrent ? "page" : undefined}
                className="-mb-px flex h-10 items-center gap-1.5 rounded-xs border-y-2 border-transparent font-medium whitespace-nowrap text-muted transition-colors hover:text-text aria-[current]:border-b-ink aria-[current]:text-text max-sm:h-11"
              >
                {item.name}
                {item.count !== undefined && item.count > 0 && (
                  <Badge
                    {...(item.tone === undefined ? {} : { tone: item.tone })}
                    {...(item.countLabel === undefined ? {} : { label: `(${item.countLabel})` })}
                  >
                    {item.count.toLocaleString("en-GB")}
                  </Badge>
                )}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
