"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Menu } from "#components/ui/menu.tsx";
import { type ExportAsk, fileAddress, printAddress } from "#lib/timeline/export-link.ts";

/** What is on screen, as a file or for paper. */
export function ExportMenu({ ask }: { ask: ExportAsk }) {
  const [isSaving, setIsSaving] = useState(false);
  const save = async (format: "csv" | "ics") => {
    const address = fileAddress(ask, format);
    setIsSaving(true);
    // Few take a file, so that its code comes when one is taken; without it the browser saves the file by itself.
    await import("./save-file.ts").then(
      ({ saveFile }) => saveFile(address),
      () => location.assign(address),
    );
    setIsSaving(false);
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
