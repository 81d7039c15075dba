/**
 * The name of a button that shows words of its own: what it is for, and what it shows. Whoever says the words they see
 * must reach the button, so that these are always part of its name.
 */
export function spokenName(label: string, shows?: string): string {
  if (!shows || label.includes(shows)) return label;
  return shows.includes(label) ? shows : `${label} ${shows}`;
}
