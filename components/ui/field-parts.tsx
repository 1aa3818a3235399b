"use client";

import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { FieldError, Label, Text } from "react-aria-components";
import { classNames } from "./class-names.ts";

/** The box of a text input. The ring of focus is drawn around the box, so the input inside says `data-ring-outside`. */
export const fieldBox =
  "flex items-center gap-1.5 rounded-md bg-surface text-subtle inset-ring inset-ring-field data-invalid:inset-ring-bad data-disabled:bg-sunken data-disabled:inset-ring-line";

export const fieldHeights = { md: "h-control px-2", lg: "h-control-lg px-3 text-base" } as const;
export type FieldSize = keyof typeof fieldHeights;

/** On phones 16 px, below which browsers zoom into the page. */
export const fieldInput =
  "min-w-0 flex-1 bg-transparent text-text outline-none max-sm:text-lg disabled:text-subtle placeholder:text-subtle";

/** The label above a field. Hidden ones are still read. */
export function FieldLabel({ children, isHidden }: { children: ReactNode; isHidden?: boolean | undefined }) {
  return (
    <Label className={isHidden === true ? "sr-only" : "flex w-fit items-center gap-1 font-medium"}>{children}</Label>
  );
}

/** Description and error under a field; both are tied to it for screen readers. */
export function FieldNotes({ description, errorMessage }: { description?: ReactNode; errorMessage?: ReactNode }) {
  return (
    <>
      {description !== undefined && (
        <Text slot="description" className="text-xs text-subtle">
          {description}
        </Text>
      )}
      <FieldError className={classNames("flex items-start gap-1 text-xs text-bad [&_svg]:mt-0.5 [&_svg]:shrink-0")}>
        {({ validationErrors }) => (
          <>
            <CircleAlert aria-hidden size={12} />
            <span>{errorMessage ?? validationErrors.join(" ")}</span>
          </>
        )}
      </FieldError>
    </>
  );
}
