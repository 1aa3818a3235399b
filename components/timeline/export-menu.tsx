"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Menu } from "#components/ui/menu.tsx";
import { toast } from "#components/ui/toast.tsx";
import { type ExportAsk, fileAddress, printAddress } from "#lib/timeline/export-link.ts";

/** What is on screen, as a file or for paper. */
export function ExportMenu({ ask }: { ask: ExportAsk }) {
  const [isSaving, setIsSaving] = useState(false);
  const save = async (format: "csv" | "ics") => {
    setIsSaving(true);
    // Few take a file, so that its code comes when one is taken.
    const problem = await import("./save-file.ts")
      .then(({ saveFile }) => saveFile(fileAddress(ask, format)))
      .catch(() => "The page could not load what it needs. Load it again, then try again.");
    setIsSaving(false);
    if (problem !== null) toast.error("The file could not be saved", { description: problem });
  };
  return (
    <Menu
      label="Export"
      trigger={
        <Button
          aria-label="Export"
          isPending={isSaving}
          className="w-control px-0!"
          icon={<Download aria-hidden size={16} />}
        />
      }
      items={[
        { id: "csv", name: "CSV file", description: "For a spreadsheet", onAction: () => void save("csv") },
        { id: "ics", name: "Calendar file (ICS)", description: "For a calendar", onAction: () => void save("ics") },
        { id: "print", name: "Print view", description: "For paper or PDF", href: printAddress(ask) },
      ]}
    />
  );
}
