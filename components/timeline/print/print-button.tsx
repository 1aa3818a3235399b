"use client";

import { Printer } from "lucide-react";
import { Button } from "#components/ui/button.tsx";

/** Opens the browser's dialog for printing. */
export function PrintButton() {
  return (
    <Button variant="primary" icon={<Printer aria-hidden size={16} />} onPress={() => window.print()}>
      Print
    </Button>
  );
}
