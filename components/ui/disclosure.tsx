"use client";

import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { Disclosure as AriaDisclosure, Button, DisclosurePanel, Heading } from "react-aria-components";
import { classNames } from "./class-names.ts";

export type DisclosureProps = {
  title: ReactNode;
  /** At the end of the title line; not part of the button. */
  aside?: ReactNode;
  children: ReactNode;
  isExpanded?: boolean;
  defaultExpanded?: boolean;
  onExpandedChange?: (isExpanded: boolean) => void;
  level?: 2 | 3 | 4;
  className?: string;
};

/** Something that can be folded away. Folded text is still found by the browser's search. */
export function Disclosure({
  title,
  aside,
  children,
  isExpanded,
  defaultExpanded = false,
  onExpandedChange,
  level = 3,
  className,
}: DisclosureProps) {
  return (
    <AriaDisclosure
      defaultExpanded={defaultExpanded}
      {...(isExpanded === undefined ? {} : { isExpanded })}
      {...(onExpandedChange === undefined ? {} : { onExpandedChange })}
      className={classNames("group", className)}
    >
      <div className="flex items-center gap-2">
        <Heading level={level} className="min-w-0 flex-1 text-sm font-medium">
          <Button
            slot="trigger"
            className="hit flex min-h-8 w-full items-center gap-1.5 rounded-md text-left data-hovered:text-text"
          >
            <ChevronRight
              aria-hidden
              size={14}
              className="shrink-0 text-subtle transition-transform group-data-expanded:rotate-90"
            />
            {title}
          </Button>
        </Heading>
        {aside}
      </div>
      <DisclosurePanel className="pl-5">{children}</DisclosurePanel>
    </AriaDisclosure>
  );
}
