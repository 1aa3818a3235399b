"use client";

import type { ReactNode } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components";
import { type ButtonSize, type ButtonVariant, buttonStyles } from "./button-styles.ts";
import { Tooltip } from "./tooltip.tsx";

export type IconButtonProps = Omit<AriaButtonProps, "children" | "className" | "aria-label"> & {
  /** Its accessible name, shown on hover and focus too. */
  label: string;
  icon: ReactNode;
  variant?: ButtonVariant;
  size?: ButtonSize;
  className?: string;
  /** Leave the tooltip out where the name already stands beside the button. */
  hasTooltip?: boolean;
};

/** A square button with nothing but an icon. Plain unless told otherwise. */
export function IconButton({
  label,
  icon,
  variant = "plain",
  size,
  className,
  hasTooltip = true,
  ...rest
}: IconButtonProps) {
  const button = (
    <AriaButton
      {...rest}
      aria-label={label}
      data-edge={variant === "plain" ? undefined : ""}
      className={buttonStyles({ variant, size, isSquare: true, className })}
    >
      {icon}
    </AriaButton>
  );
  return hasTooltip ? <Tooltip text={label}>{button}</Tooltip> : button;
}
