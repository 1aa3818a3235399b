"use client";

import { Eye, EyeOff } from "lucide-react";
import { type ReactNode, useState } from "react";
import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
  Group,
  Input,
} from "react-aria-components";
import { classNames } from "./class-names.ts";
import { FieldLabel, FieldNotes, type FieldSize, fieldBox, fieldHeights, fieldInput } from "./field-parts.tsx";
import { IconButton } from "./icon-button.tsx";

export type TextFieldProps = Omit<AriaTextFieldProps, "children" | "className"> & {
  label: string;
  isLabelHidden?: boolean;
  description?: ReactNode;
  /** When given, the field is shown as wrong with this sentence. */
  errorMessage?: string | undefined;
  placeholder?: string;
  size?: FieldSize;
  /** Drawn at the start of the box. */
  icon?: ReactNode;
  /** Drawn beside the label, such as a link. */
  aside?: ReactNode;
  className?: string;
};

/** One line of text with its label, description and error. A password gets a button that shows it. */
export function TextField({
  label,
  isLabelHidden,
  description,
  errorMessage,
  placeholder,
  size = "md",
  icon,
  aside,
  className,
  type,
  ...rest
}: TextFieldProps) {
  const [isShown, setIsShown] = useState(false);
  const isPassword = type === "password";
  const isWrong = errorMessage !== undefined && errorMessage !== "";
  return (
    <AriaTextField
      {...rest}
      {...(isWrong ? { isInvalid: true } : {})}
      type={isPassword && isShown ? "text" : (type ?? "text")}
      className={classNames("grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-1", className)}
    >
      <span className={isLabelHidden === true ? "contents" : "flex items-baseline justify-between gap-2"}>
        <FieldLabel isHidden={isLabelHidden}>{label}</FieldLabel>
        {aside}
      </span>
      <Group data-ring="" data-edge="" className={classNames(fieldBox, fieldHeights[size])}>
        {icon}
        <Input
          data-ring-outside=""
          className={classNames(fieldInput, "h-full")}
          {...(placeholder === undefined ? {} : { placeholder })}
        />
        {isPassword && (
          <IconButton
            size="sm"
            className="-mr-1.5"
            label={isShown ? "Hide the password" : "Show the password"}
            icon={isShown ? <EyeOff aria-hidden size={14} /> : <Eye aria-hidden size={14} />}
            onPress={() => setIsShown(!isShown)}
          />
        )}
      </Group>
      <FieldNotes description={description} errorMessage={errorMessage} />
    </AriaTextField>
  );
}
