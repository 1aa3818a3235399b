"use client";

import Link from "next/link";
import { useId } from "react";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { countOf } from "#lib/timeline/words.ts";

/** More names than this are folded away. */
const MOST_OPEN = 60;

/** Whose weeks these are, by name and without any figure: nobody is measured against another. */
export function InsightPeople({
  people,
  hrefOf,
}: {
  people: readonly { id: string; name: string }[];
  hrefOf: (personId: string) => string;
}) {
  const id = useId();
  const list = (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(9.5rem,1fr))] gap-x-6 pt-1">
      {people.map(({ id: personId, name }) => (
        <li key={personId} className="min-w-0">
          <Link
            href={hrefOf(personId)}
            className="flex min-h-8 items-center rounded-md hover:underline max-sm:min-h-11"
          >
            <span className="truncate">{name}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
  return (
    <section aria-labelledby={id} className="py-6">
      <h2 id={id}>{countOf(people.length, "person", "people")}</h2>
      <p className="mt-1 text-muted">By name. Everyone’s own weeks stand on a page of their own.</p>
      {people.length > MOST_OPEN ? (
        <Disclosure title="Show all names" className="mt-2">
          {list}
        </Disclosure>
      ) : (
        <div className="mt-2">{list}</div>
      )}
    </section>
  );
}
