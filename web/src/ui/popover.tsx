import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { spokenName } from "./spoken-name";

interface Props {
  /** What the button shows. */
  trigger: ComponentChildren;
  /** Names the button and the panel. */
  label: string;
  /** The words of the trigger where they are others than the label. */
  shows?: string;
  /** Class of the button; the ledger's chips and the tool buttons look different. */
  buttonClass?: string;
  disabled?: boolean;
  width?: number;
  children: (close: () => void) => ComponentChildren;
}

const margin = 8;

/** Where the panel goes: under the button where there is room, otherwise above; always inside the window. */
export function placePanel(
  button: { left: number; top: number; bottom: number },
  panel: { width: number; height: number },
  space: { width: number; height: number },
): { left: number; top: number; maxHeight: number } {
  const below = space.height - button.bottom - margin;
  const above = button.top - margin;
  const under = panel.height <= below || below >= above;
  const maxHeight = Math.max(120, (under ? below : above) - margin);
  const height = Math.min(panel.height, maxHeight);
  return {
    left: Math.max(margin, Math.min(button.left, space.width - panel.width - margin)),
    top: under ? button.bottom + 4 : Math.max(margin, button.top - height - 4),
    maxHeight,
  };
}

/** A button that opens a small panel with controls; not clipped by the panel it stands in. Esc and a click elsewhere close it. */
export function Popover({
  trigger,
  label,
  shows,
  buttonClass = "menu-button",
  disabled,
  width = 260,
  children,
}: Props) {
  const [open, setOpen] = useState(false);
  const [spot, setSpot] = useState<{ left: number; top: number; maxHeight: number } | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const close = () => {
    setOpen(false);
    setSpot(null);
    button.current?.focus();
  };
  useLayoutEffect(() => {
    if (!open || !button.current || !panel.current) return;
    // The browser's top layer, where it has one: no neighbour's z-index can cover the panel.
    panel.current.showPopover?.();
    const size = { width: panel.current.offsetWidth, height: panel.current.scrollHeight };
    setSpot(
      placePanel(button.current.getBoundingClientRect(), size, {
        width: window.innerWidth,
        height: window.innerHeight,
      }),
    );
  }, [open]);
  useEffect(() => {
    if (!open) return;
    const elsewhere = (event: PointerEvent) => {
      const target = event.target as Node;
      if (!panel.current?.contains(target) && !button.current?.contains(target)) {
        setOpen(false);
        setSpot(null);
      }
    };
    const leave = () => {
      setOpen(false);
      setSpot(null);
    };
    document.addEventListener("pointerdown", elsewhere, true);
    window.addEventListener("resize", leave);
    return () => {
      document.removeEventListener("pointerdown", elsewhere, true);
      window.removeEventListener("resize", leave);
    };
  }, [open]);
  const placed = spot !== null;
  useEffect(() => {
    // A hidden panel cannot take the focus: only once it has its place.
    if (placed) panel.current?.querySelector<HTMLElement>("input, select, button, a[href]")?.focus();
  }, [placed]);
  return (
    <>
      <button
        ref={button}
        type="button"
        class={buttonClass}
        disabled={disabled}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-label={spokenName(label, shows)}
        title={label}
        onClick={() => (open ? close() : setOpen(true))}
      >
        {trigger}
      </button>
      {open && (
        <div
          ref={panel}
          class="popover"
          popover="manual"
          role="dialog"
          aria-label={label}
          style={{
            width: `${width}px`,
            left: `${spot?.left ?? 0}px`,
            top: `${spot?.top ?? 0}px`,
            maxHeight: spot ? `${spot.maxHeight}px` : undefined,
            visibility: spot ? undefined : "hidden",
          }}
          onKeyDown={(event) => {
            if (event.key !== "Escape") return;
            event.stopPropagation();
            close();
          }}
        >
          {children(close)}
        </div>
      )}
    </>
  );
}
