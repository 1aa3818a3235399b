import type { ReactNode } from "react";
import { Brand } from "#components/shell/brand.tsx";
import { DayOrnament } from "./day-ornament.tsx";

/** The frame of the pages before the sign-in: one column, one thing to do. `beside` takes the other half. */
export function AuthFrame({
  title,
  lead,
  children,
  beside,
}: {
  title: string;
  lead: ReactNode;
  children: ReactNode;
  beside?: ReactNode;
}) {
  const halves = beside === undefined ? "" : "lg:grid-cols-2";
  return (
    <div className={`grid min-h-dvh bg-surface ${halves}`}>
      <main className="grid content-center justify-items-center px-page py-12">
        <div className="w-full max-w-[400px]">
          <Brand size="lg" />
          <DayOrnament />
          <h1 className="mt-8 mb-1 text-2xl tracking-[-0.02em]">{title}</h1>
          <p className="text-base text-muted">{lead}</p>
          {children}
        </div>
      </main>
      {beside}
    </div>
  );
}
