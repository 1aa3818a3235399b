import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { type ButtonSize, type ButtonVariant, buttonStyles } from "./button-styles.ts";

export type LinkButtonProps = Omit<ComponentProps<typeof Link>, "children" | "className"> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: ReactNode;
  iconAfter?: ReactNode;
  className?: string;
  children?: ReactNode;
};

/** A link that looks like a button: it goes somewhere, it does nothing. */
export function LinkButton({ variant, size, icon, iconAfter, className, children, ...rest }: LinkButtonProps) {
  return (
    <Link {...rest} data-edge="" className={buttonStyles({ variant, size, className })}>
      {icon}
      {children}
      {iconAfter}
    </Link>
  );
}
