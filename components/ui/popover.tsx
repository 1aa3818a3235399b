"use client";

import type { ReactElement, ReactNode } from "react";
import { type PopoverProps as AriaPopoverProps, Dialog, DialogTrigger } from "react-aria-components";
import { classNames } from "./class-names.ts";
import { FloatingPanel } from "./list-options.tsx";

export type PopoverProps = {
  /** Its accessible name. */
  label: string;
  /** One of our buttons. */
  trigger: ReactElement;
  children: ReactNode | ((close: () => void) => ReactNode);
  placement?: AriaPopoverProps["placement"];
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  className?: string;
};

/** A small floating panel beside the button that opened it. */
export function Popover({
  label,
  trigger,
  children,
  placement = "bottom start",
  isOpen,
  onOpenChange,
  className,
}: PopoverProps) {
  return (
    <DialogTrigger
      {...(isOpen === undefined ? {} : { isOpen })}
      {...(onOpenChange === undefined ? {} : { onOpenChange })}
    >
      {trigger}
      <FloatingPanel placement={placement}>
        <Dialog aria-label={label} className={classNames("max-w-[calc(100vw-2rem)] p-4 outline-none", className)}>
          {({ close }) => (typeof children === "function" ? children(close) : children)}
        </Dialog>
      </FloatingPanel>
    </DialogTrigger>
  );
}
