import type { ReactNode } from "react";
import { PageHeader } from "#components/ui/page-header.tsx";

export type GuidePart = { id: string; title: string; body: ReactNode };

/** A guide to read: one column of parts, and on wide screens their list beside it. */
export function Guide({
  title,
  lede,
  parts,
  crumb = "Help",
}: {
  title: string;
  lede: string;
  parts: readonly GuidePart[];
  crumb?: string;
}) {
  return (
    <div className="mx-auto w-full max-w-[1136px] px-page pb-16">
      <PageHeader breadcrumbs={[{ name: crumb, href: "/help" }, { name: title }]} title={title} meta={lede} />
      <div className="grid gap-x-16 gap-y-6 border-t border-line-strong pt-6 max-lg:grid-cols-[minmax(0,1fr)] lg:grid-cols-[224px_minmax(0,1fr)]">
        <nav aria-label="On this page" className="lg:sticky lg:top-[72px] lg:self-start">
          <ol className="grid gap-x-4 gap-y-1 sm:max-lg:grid-cols-2">
            {parts.map(({ id, title: name }) => (
              <li key={id}>
                <a
                  href={`#${id}`}
                  className="hit block rounded-md py-1 text-muted hover:text-text max-sm:py-2.5 lg:px-2 lg:hover:bg-hover"
                >
                  {name}
                </a>
              </li>
            ))}
          </ol>
        </nav>
        <div className="grid min-w-0 max-w-[72ch] grid-cols-[minmax(0,1fr)] gap-10 text-base">
          {parts.map(({ id, title: name, body }) => (
            <section key={id} id={id} aria-labelledby={`${id}-title`} className="scroll-mt-20">
              <h2 id={`${id}-title`} className="mb-2 text-lg tracking-[-0.011em]">
                {name}
              </h2>
              <div className="grid grid-cols-[minmax(0,1fr)] gap-3 text-text">{body}</div>
            </section>
          ))}
        </div>
      </div>
    </div>
  );
}

/** Things to do, one after the other. */
export function Steps({ children }: { children: ReactNode }) {
  return <ol className="grid list-decimal gap-2 pl-5 marker:text-subtle marker:tabular-nums">{children}</ol>;
}

/** Things that hold, in no order. */
export function Points({ children }: { children: ReactNode }) {
  return <ul className="grid list-disc gap-1.5 pl-5 marker:text-subtle">{children}</ul>;
}

/** A name or value to type or to look for, letter by letter. */
export function Literal({ children }: { children: ReactNode }) {
  return (
    <code className="rounded-xs bg-sunken px-1 py-px font-mono text-xs break-words inset-ring inset-ring-line">
      {children}
    </code>
  );
}

/** Pairs of a question or name and its answer. */
export function Answers({ items }: { items: readonly { name: ReactNode; answer: ReactNode }[] }) {
  return (
    <dl className="divide-y divide-line border-y border-line">
      {items.map(({ name, answer }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list, never sorted
        <div key={index} className="grid gap-x-4 gap-y-0.5 py-3 sm:grid-cols-[200px_minmax(0,1fr)]">
          <dt className="font-medium">{name}</dt>
          <dd className="text-muted">{answer}</dd>
        </div>
      ))}
    </dl>
  );
}
