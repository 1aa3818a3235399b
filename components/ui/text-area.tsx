"use client";

import type { ReactNode } from "react";
import {
  TextArea as AriaTextArea,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from "react-aria-components";
import { classNames } from "./class-names.ts";
import { FieldLabel, FieldNotes, fieldBox, fieldInput } from "./field-parts.tsx";

export type TextAreaProps = Omit<AriaTextFieldProps, "children" | "className" | "type"> & {
  label: string;
  isLabelHidden?: boolean;
  description?: ReactNode;
  errorMessage?: string | undefined;
  placeholder?: string;
  rows?: number;
  className?: string;
};

/** Several lines of text. */
export function TextArea({
  label,
  isLabelHidden,
  description,
  errorMessage,
  placeholder,
  rows = 4,
  className,
  ...rest
}: TextAreaProps) {
  const isWrong = errorMessage !== undefined && errorMessage !== "";
  return (
    <AriaTextField
      {...rest}
      {...(isWrong ? { isInvalid: true } : {})}
      className={classNames("grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-1", className)}
    >
      <FieldLabel isHidden={isLabelHidden}>{label}</FieldLabel>
      <AriaTextArea
        rows={rows}
        data-edge=""
        className={classNames(fieldBox, fieldInput, "resize-y bg-surface px-2 py-1.5")}
        {...(placeholder === undefined ? {} : { placeholder })}
      />
      <FieldNotes description={description} errorMessage={errorMessage} />
    </AriaTextField>
  );
}
