"use client";

import { Check } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import {
  Menu as AriaMenu,
  type PopoverProps as AriaPopoverProps,
  Header,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Separator,
  Text,
} from "react-aria-components";
import { classNames } from "./class-names.ts";
import { FloatingPanel } from "./list-options.tsx";

export type MenuEntry = {
  id: string;
  name: string;
  description?: ReactNode;
  icon?: ReactNode;
  isDanger?: boolean;
  isDisabled?: boolean;
  /** The one that holds now, of several that exclude each other; marked with a tick. */
  isCurrent?: boolean;
  /** A line above it. */
  hasLineAbove?: boolean;
} & ({ onAction: () => void; href?: undefined } | { href: string; onAction?: undefined });

export type MenuProps = {
  label: string;
  /** One of our buttons. */
  trigger: ReactElement;
  items: readonly MenuEntry[];
  /** Drawn above the entries, such as who is signed in. */
  header?: ReactNode;
  placement?: AriaPopoverProps["placement"];
};

/** Actions and places behind one button. Arrow keys and letters move, Escape closes. */
export function Menu({ label, trigger, items, header, placement = "bottom end" }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <FloatingPanel placement={placement} className="min-w-44">
        <AriaMenu aria-label={label} className="max-h-[70vh] overflow-auto p-1 outline-none">
          {header === undefined ? (
            items.map((item) => <Entry key={item.id} item={item} />)
          ) : (
            <MenuSection aria-label={label}>
              <Header className="-mx-1 mb-1 border-b border-line px-3 pt-1.5 pb-2">{header}</Header>
              {items.map((item) => (
                <Entry key={item.id} item={item} />
              ))}
            </MenuSection>
          )}
        </AriaMenu>
      </FloatingPanel>
    </MenuTrigger>
  );
}

function Entry({ item }: { item: MenuEntry }) {
  return (
    <>
      {item.hasLineAbove === true && <Separator className="-mx-1 my-1 h-px bg-line" />}
      <MenuItem
        id={item.id}
        textValue={item.name}
        isDisabled={item.isDisabled === true}
        {...(item.href === undefined ? { onAction: item.onAction } : { href: item.href })}
        className={classNames(
          "flex min-h-8 cursor-pointer items-center gap-2 rounded-md px-2 py-1 no-underline outline-none max-sm:min-h-11 data-disabled:cursor-default data-disabled:text-subtle data-focused:bg-selected [&_svg]:shrink-0",
          item.isDanger === true ? "text-bad" : "[&_svg]:text-muted",
        )}
      >
        {item.icon}
        <span className="min-w-0 flex-1">
          <Text slot="label" className="block">
            {item.name}
            {item.isCurrent === true && <span className="sr-only">, chosen</span>}
          </Text>
          {item.description !== undefined && (
            <Text slot="description" className="block text-xs text-subtle">
              {item.description}
            </Text>
          )}
        </span>
        {item.isCurrent === true && <Check aria-hidden size={14} />}
      </MenuItem>
    </>
  );
}
