import type { deskIconShapes } from "./desk-icon-shapes";
import { iconShapes } from "./icon-shapes";

export type IconName = keyof typeof iconShapes | keyof typeof deskIconShapes;

const shapes: Partial<Record<IconName, string>> = { ...iconShapes };

/** The desk brings the shapes that the public pages do without. Called once by its entry, before anything is drawn. */
export function addIcons(more: typeof deskIconShapes): void {
  Object.assign(shapes, more);
}

interface Props {
  name: IconName;
  size?: number;
  /** A word where the icon stands alone; left out, it is decoration. */
  label?: string;
  class?: string;
}

export function Icon({ name, size = 16, label, class: className }: Props) {
  return (
    <svg
      class={`icon ${className ?? ""}`}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width={size >= 20 ? 1.75 : 2}
      stroke-linecap="round"
      stroke-linejoin="round"
      role={label ? "img" : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : "true"}
      focusable="false"
      // The shapes are constants of this program, never data.
      dangerouslySetInnerHTML={{ __html: shapes[name] ?? "" }}
    />
  );
}
