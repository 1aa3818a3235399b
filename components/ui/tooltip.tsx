"use client";

import type { ReactElement, ReactNode } from "react";
import { Tooltip as AriaTooltip, TooltipTrigger } from "react-aria-components";

export type TooltipProps = {
  /** A few plain words; never the only place where something is said. */
  text: ReactNode;
  /** One focusable thing of React Aria, such as our buttons. */
  children: ReactElement;
  placement?: "top" | "bottom" | "left" | "right";
};

/** Words on hover and on keyboard focus. Escape closes them. */
export function Tooltip({ text, children, placement = "bottom" }: TooltipProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={80}>
      {children}
      <AriaTooltip
        placement={placement}
        offset={6}
        data-edge=""
        className="max-w-64 rounded-md bg-ink px-2 py-1 text-xs text-on-ink shadow-pop data-entering:animate-fade"
      >
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
