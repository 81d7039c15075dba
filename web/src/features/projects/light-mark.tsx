import { term } from "../../app/terms";
import { FindingsList } from "../../ui/findings-list";
import { m } from "./messages";
import type { Aspect, LightName, Limit } from "./types";

const glyphs: Record<LightName, string> = { green: "●", yellow: "▲", red: "■", unknown: "◇" };

/** A light by colour, shape and word: colour is never the only sign. */
export function LightMark({ light, word = true }: { light: LightName | null; word?: boolean }) {
  if (light === null) return <span class="quiet">{word ? m.noLight() : "—"}</span>;
  const label = term("projects.Light", light);
  return (
    <span class={`light light-${light}`} title={word ? undefined : label}>
      <span aria-hidden="true">{glyphs[light]}</span>
      <span class={word ? undefined : "visually-hidden"}>{label}</span>
    </span>
  );
}

interface WhyProps {
  light: LightName | null;
  aspects: Aspect[];
  limits?: Limit[];
  /** Open from the start. */
  open?: boolean;
}

/** Why a light is what it is: each aspect, its rule and what to do; and the entries of the rulebook in force. */
export function WhyLight({ light, aspects, limits = [], open = false }: WhyProps) {
  if (light === null) return <p class="quiet">{m.noLightWhy()}</p>;
  const findings = aspects.flatMap(({ finding }) => (finding ? [finding] : []));
  return (
    <details class="why" open={open}>
      <summary>{m.whyLight()}</summary>
      <ul class="why-aspects">
        {aspects.map(({ aspect, light: own }) => (
          <li key={aspect}>
            <LightMark light={own} word={false} /> {term("projects.LightAspect", aspect)}
          </li>
        ))}
      </ul>
      {findings.length > 0 ? <FindingsList findings={findings} /> : <p class="quiet">{m.allGreen()}</p>}
      {limits.length > 0 && (
        <details>
          <summary>{m.rules()}</summary>
          <ul class="why-rules">
            {limits.map((limit) => (
              <li key={limit.code}>
                <span>{limit.basis}</span>
                <span class="quiet figure">
                  {limit.code} = {limit.value}
                  {limit.confirmed ? "" : ` · ${m.unconfirmed()}`}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </details>
  );
}
