"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { isCurrentPlace, type Place } from "./places.ts";

/** The places of the top navigation that this viewer may enter. */
export function NavLinks({ places }: { places: readonly Place[] }) {
  const pathname = usePathname();
  return (
    <nav aria-label="Main" className="hidden sm:block">
      <ul className="flex items-center gap-1">
        {places.map((place) => (
          <li key={place.href}>
            <Link
              href={place.href}
              data-edge=""
              aria-current={isCurrentPlace(place, pathname) ? "page" : undefined}
              className="hit flex h-7 items-center rounded-md px-2.5 font-medium text-muted transition-colors hover:bg-hover aria-[current]:bg-selected aria-[current]:text-text"
            >
              {place.name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
