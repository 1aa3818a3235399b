"use client";

import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { classNames } from "./class-names.ts";
import { IconButton } from "./icon-button.tsx";

const widths = { sm: "sm:max-w-sm", md: "sm:max-w-lg", lg: "sm:max-w-3xl" } as const;

export type DialogProps = {
  title: ReactNode;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  children: ReactNode;
  /** Buttons, the main one last. */
  footer?: ReactNode;
  size?: keyof typeof widths;
  /** "alertdialog" for questions that must be answered: pressing outside does not close it. */
  role?: "dialog" | "alertdialog";
  /** False while something is under way that must not be left half done. */
  isDismissable?: boolean;
};

/** What lies over the page. Focus stays inside, Escape closes, focus goes back to where it came from. On phones a sheet. */
export function Dialog({
  title,
  isOpen,
  onOpenChange,
  children,
  footer,
  size = "md",
  role = "dialog",
  isDismissable = true,
}: DialogProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable={isDismissable && role === "dialog"}
      isKeyboardDismissDisabled={!isDismissable}
      className="fixed inset-0 z-40 grid h-(--visual-viewport-height) items-end justify-items-center overflow-hidden bg-veil data-entering:animate-fade sm:items-center sm:p-6"
    >
      <Modal
        className={classNames(
          "flex max-h-[92%] w-full flex-col overflow-hidden rounded-t-xl bg-raised text-text shadow-pop data-entering:animate-arrive sm:max-h-full sm:rounded-xl",
          widths[size],
        )}
      >
        <AriaDialog role={role} className="flex min-h-0 flex-col outline-none">
          <div className="flex items-start gap-2 px-5 pt-4 pb-2">
            <Heading slot="title" level={2} className="min-w-0 flex-1 text-lg tracking-[-0.011em]">
              {title}
            </Heading>
            {role === "dialog" && isDismissable && (
              <IconButton
                label="Close"
                hasTooltip={false}
                className="-mr-2"
                icon={<X aria-hidden size={16} />}
                onPress={() => onOpenChange(false)}
              />
            )}
          </div>
          <div className="min-h-0 overflow-y-auto px-5 pb-5">{children}</div>
          {footer !== undefined && (
            <div className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">{footer}</div>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
