"use client";

import { LoaderCircle } from "lucide-react";
import type { ReactNode } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps, ProgressBar } from "react-aria-components";
import { type ButtonSize, type ButtonVariant, buttonStyles } from "./button-styles.ts";

export type ButtonProps = Omit<AriaButtonProps, "children" | "className"> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Drawn before the words; 16 px, 14 px in small buttons. */
  icon?: ReactNode;
  /** Drawn after the words, such as a chevron. */
  iconAfter?: ReactNode;
  className?: string;
  children?: ReactNode;
};

/** A button. While `isPending` it keeps focus and its width, ignores presses and shows a turning ring. */
export function Button({ variant, size, icon, iconAfter, className, children, ...rest }: ButtonProps) {
  return (
    <AriaButton {...rest} data-edge="" className={buttonStyles({ variant, size, className })}>
      {({ isPending }) => (
        <>
          {isPending ? (
            <ProgressBar isIndeterminate aria-label="working">
              <LoaderCircle aria-hidden size={size === "sm" ? 14 : 16} className="animate-turn" />
            </ProgressBar>
          ) : (
            icon
          )}
          {children}
          {iconAfter}
        </>
      )}
    </AriaButton>
  );
}
