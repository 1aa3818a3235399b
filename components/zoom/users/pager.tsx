"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { IconButton } from "#components/ui/icon-button.tsx";

type Props = {
  page: number;
  pageSize: number;
  total: number;
  onPage: (page: number) => void;
  noun: string;
  note?: string;
};

/** Which part of a long list is shown, and the way to the rest. */
export function Pager({ page, pageSize, total, onPage, noun, note }: Props) {
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const from = total === 0 ? 0 : (page - 1) * pageSize + 1;
  return (
    <nav aria-label="Pages" className="mt-3 flex flex-wrap items-center gap-3 text-xs text-subtle tabular-nums">
      <span>
        {from.toLocaleString("en-GB")}–{Math.min(total, page * pageSize).toLocaleString("en-GB")} of{" "}
        {total.toLocaleString("en-GB")} {noun}
      </span>
      {pages > 1 && (
        <span className="flex items-center gap-1">
          <IconButton
            size="sm"
            label="Previous page"
            icon={<ChevronLeft aria-hidden size={14} />}
            isDisabled={page <= 1}
            onPress={() => onPage(page - 1)}
          />
          <span>
            Page {page} of {pages}
          </span>
          <IconButton
            size="sm"
            label="Next page"
            icon={<ChevronRight aria-hidden size={14} />}
            isDisabled={page >= pages}
            onPress={() => onPage(page + 1)}
          />
        </span>
      )}
      {note !== undefined && <span>{note}</span>}
    </nav>
  );
}
