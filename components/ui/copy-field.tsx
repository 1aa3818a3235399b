"use client";

import { Check, Copy } from "lucide-react";
import { type ReactNode, useEffect, useId, useState } from "react";
import { Button } from "./button.tsx";
import { classNames } from "./class-names.ts";

export type CopyFieldProps = {
  label: string;
  isLabelHidden?: boolean;
  value: string;
  description?: ReactNode;
  className?: string;
};

/** A value to take elsewhere, with a button that copies it. Pressing the value selects all of it. */
export function CopyField({ label, isLabelHidden, value, description, className }: CopyFieldProps) {
  const id = useId();
  const [outcome, setOutcome] = useState<"idle" | "copied" | "failed">("idle");
  useEffect(() => {
    if (outcome === "idle") return;
    const timer = setTimeout(() => setOutcome("idle"), 2500);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setOutcome("copied");
    } catch {
      // Without https, or when the person refused, the browser does not let us: they can still copy by hand
      setOutcome("failed");
    }
  };
  return (
    <div className={classNames("grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-1", className)}>
      <label htmlFor={id} className={isLabelHidden === true ? "sr-only" : "w-fit font-medium"}>
        {label}
      </label>
      <div className="flex gap-2">
        <input
          id={id}
          readOnly
          value={value}
          data-edge=""
          onFocus={(event) => event.currentTarget.select()}
          className="h-control min-w-0 flex-1 rounded-md bg-sunken px-2 font-mono text-xs text-text inset-ring inset-ring-line-strong outline-none"
        />
        <Button
          aria-label={`Copy ${label}`}
          icon={outcome === "copied" ? <Check aria-hidden size={16} /> : <Copy aria-hidden size={16} />}
          onPress={() => void copy()}
        >
          {outcome === "copied" ? "Copied" : "Copy"}
        </Button>
      </div>
      {description !== undefined && <p className="text-xs text-subtle">{description}</p>}
      <p role="status" className={outcome === "failed" ? "text-xs text-warn" : "sr-only"}>
        {outcome === "copied" && `${label} copied`}
        {outcome === "failed" && "Your browser did not allow copying. Select the text and copy it by hand."}
      </p>
    </div>
  );
}
