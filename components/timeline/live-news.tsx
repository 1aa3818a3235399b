"use client";

import { useEffect, useRef, useState } from "react";
import { type News, newsInWords, newsOf } from "#lib/timeline/live-news.ts";
import { matches } from "#lib/timeline/match-name.ts";
import { productOf } from "#lib/timeline/totals.ts";
import type { HourCycle } from "#lib/timeline/words.ts";
import type { Shown } from "./frame-parts.tsx";

/** What comes together is said together. */
const GATHER_MS = 1_500;
/** Long enough to be heard; then it is gone, so that nobody comes across it later. */
const SAID_MS = 10_000;

/** Says what arrives while one reads, politely and once, without moving anything. For those who hear the page. */
export function LiveNews({ shown, q, cycle }: { shown: Shown; q: string; cycle: HourCycle }) {
  const { days, legend } = shown;
  const before = useRef(days);
  const pending = useRef<News[]>([]);
  const [text, setText] = useState("");
  const words = useRef({ q, cycle, layers: legend.selected });
  words.current = { q, cycle, layers: legend.selected };
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  useEffect(() => {
    const fresh = newsOf(before.current, days).filter(
      ({ person, session }) =>
        matches(person.name, words.current.q) && words.current.layers.includes(productOf(session)),
    );
    before.current = days;
    if (fresh.length === 0) return;
    pending.current.push(...fresh);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      setText(newsInWords(pending.current, words.current.cycle));
      pending.current = [];
      timer.current = setTimeout(() => setText(""), SAID_MS);
    }, GATHER_MS);
  }, [days]);

  return (
    <p role="status" className="sr-only">
      {text}
    </p>
  );
}
