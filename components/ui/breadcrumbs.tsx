import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { Fragment } from "react";

export type Crumb = { name: string; href?: string };

/** The way here. The last one is the page itself. */
export function Breadcrumbs({ items }: { items: readonly Crumb[] }) {
  return (
    <nav aria-label="Breadcrumb">
      <ol className="flex flex-wrap items-center gap-1 text-xs text-subtle">
        {items.map((item, index) => (
          <Fragment key={item.name}>
            {index > 0 && (
              <li aria-hidden>
                <ChevronRight size={12} />
              </li>
            )}
            <li>
              {item.href === undefined ? (
                <span aria-current={index === items.length - 1 ? "page" : undefined}>{item.name}</span>
              ) : (
                <Link href={item.href} className="hit rounded-xs hover:text-text">
                  {item.name}
                </Link>
              )}
            </li>
          </Fragment>
        ))}
      </ol>
    </nav>
  );
}
