import { Icon } from "./icon";
import { Menu, type MenuItem } from "./menu";

interface Props {
  label: string;
  items: MenuItem[];
  align?: "start" | "end";
  class?: string;
}

/** A list's way out of the house: the button with the arrow, and the forms it can take. */
export function ExportMenu({ label, items, align = "end", class: className }: Props) {
  return (
    <Menu
      trigger={
        <>
          <Icon name="download" />
          {label}
        </>
      }
      label={label}
      align={align}
      class={className}
      items={items}
    />
  );
}
