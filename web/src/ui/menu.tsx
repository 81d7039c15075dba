import { type ComponentChildren, Fragment } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Icon, type IconName } from "./icon";
import { spokenName } from "./spoken-name";

export interface MenuItem {
  label: string;
  icon?: IconName;
  onSelect?: () => void;
  /** A plain link (downloads, other pages). */
  href?: string;
  download?: boolean;
  checked?: boolean;
  disabled?: boolean;
  note?: string;
  separated?: boolean;
}

interface Props {
  /** What the button shows. */
  trigger: ComponentChildren;
  /** What it is for; names the button and the list. */
  label: string;
  /** The words of the trigger where they are others than the label. */
  shows?: string;
  items: MenuItem[];
  align?: "start" | "end";
  direction?: "down" | "up";
  class?: string;
}

/** A button that opens a short list: arrow keys walk, Esc closes, a click elsewhere closes. */
export function Menu({ trigger, label, shows, items, align = "start", direction = "down", class: className }: Props) {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return;
    const elsewhere = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", elsewhere, true);
    box.current?.querySelector<HTMLElement>("[role^=menuitem]:not([aria-disabled=true])")?.focus();
    return () => document.removeEventListener("pointerdown", elsewhere, true);
  }, [open]);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const walk = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      close();
    }
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (!step) return;
    event.preventDefault();
    const entries = [...(box.current?.querySelectorAll<HTMLElement>("[role^=menuitem]") ?? [])];
    const index = entries.indexOf(document.activeElement as HTMLElement);
    entries[(index + step + entries.length) % entries.length]?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys bubble up from the items
    <div ref={box} class={`menu ${className ?? ""}`} onKeyDown={open ? walk : undefined}>
      <button
        ref={button}
        type="button"
        class="menu-button"
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={spokenName(label, shows)}
        title={label}
        onClick={() => setOpen(!open)}
      >
        {trigger}
      </button>
      {open && (
        <div class={`menu-list menu-${align} menu-${direction}`} role="menu" aria-label={label}>
          {items.map((item) => (
            <Fragment key={item.label}>
              {item.separated && <div class="menu-line" role="separator" />}
              <MenuEntry item={item} close={close} />
            </Fragment>
          ))}
        </div>
      )}
    </div>
  );
}

function MenuEntry({ item, close }: { item: MenuItem; close: () => void }) {
  const content = (
    <>
      {item.checked !== undefined ? (
        <span class="menu-check">{item.checked && <Icon name="check" />}</span>
      ) : (
        item.icon && <Icon name={item.icon} />
      )}
      <span class="menu-label">{item.label}</span>
      {item.note && <span class="menu-note">{item.note}</span>}
    </>
  );
  if (item.href && !item.disabled) {
    return (
      <a class="menu-item" role="menuitem" href={item.href} download={item.download} tabIndex={-1} onClick={close}>
        {content}
      </a>
    );
  }
  return (
    <button
      type="button"
      class="menu-item"
      {...(item.checked === undefined
        ? { role: "menuitem" as const }
        : { role: "menuitemradio" as const, "aria-checked": item.checked })}
      aria-disabled={item.disabled}
      tabIndex={-1}
      onClick={() => {
        if (item.disabled) return;
        close();
        item.onSelect?.();
      }}
    >
      {content}
    </button>
  );
}
