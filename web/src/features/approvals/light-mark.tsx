import { term } from "../../app/terms";
import type { LightName } from "./types";

/** Circle, triangle, square: told apart without colour, and always with the word beside or on hover. */
export function LightMark({ light, word = false }: { light: LightName | null; word?: boolean }) {
  if (light === null) return word ? <span class="quiet">—</span> : null;
  const name = term("kernel.TimeLimitLight", light);
  return (
    <span class={`approval-light approval-light-${light}`} title={name}>
      <svg
        width="12"
        height="12"
        viewBox="0 0 12 12"
        role={word ? undefined : "img"}
        aria-label={word ? undefined : name}
      >
        {light === "green" && <circle cx="6" cy="6" r="5" />}
        {light === "yellow" && <path d="M6 1 11.5 11H.5Z" />}
        {light === "red" && <rect x="1" y="1" width="10" height="10" />}
      </svg>
      {word && name}
    </span>
  );
}
