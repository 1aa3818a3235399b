"use client";

import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import { Toaster as SonnerToaster } from "sonner";

/** Where short messages appear: bottom right, above everything, gone by themselves, kept while pointed at. */
export function Toaster() {
  return (
    <SonnerToaster
      position="bottom-right"
      gap={8}
      duration={6000}
      containerAriaLabel="Messages"
      icons={{
        success: <CircleCheck aria-hidden size={16} className="text-ok" />,
        error: <CircleAlert aria-hidden size={16} className="text-bad" />,
        warning: <TriangleAlert aria-hidden size={16} className="text-warn" />,
        info: <Info aria-hidden size={16} className="text-muted" />,
      }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full items-start gap-3 rounded-lg bg-raised px-4 py-3 text-sm text-text shadow-pop sm:w-[356px] [&_[data-icon]]:mt-0.5 [&_[data-icon]]:shrink-0",
          content: "min-w-0 flex-1",
          title: "font-medium",
          description: "text-muted",
          actionButton: "link shrink-0",
          cancelButton: "link shrink-0",
        },
      }}
    />
  );
}
