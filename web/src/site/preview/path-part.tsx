import { formatDate } from "../../locale/date";
import { inLanguage, language } from "../../locale/language";
import { listed } from "../words";
import { barsOf, phaseOf, placeOf, quartersOf } from "./bars";
import { v } from "./messages";
import { NeededItems } from "./plan-form";
import { Unconfirmed } from "./thresholds";
import type { Paths, Saving, Variant } from "./types";
import { Wide } from "./wide";

const width = 760;
const left = 132;
const row = 54;
const bar = 18;
const colors = { land: "#0072b2", approval: "#0b6e75", building: "#e69f00", acceptance: "#6b5b95" } as const;
const names = {
  land: ["取得土地", "Land"],
  approval: ["审批", "Approvals"],
  building: ["建设", "Building"],
  acceptance: ["验收", "Acceptance"],
} as const;

/** 拿地即开工 in one line; a long English name in two. */
function wrapped(name: string): string[] {
  if (name.length <= 20 || !name.includes(" ")) return [name];
  const cut = name.lastIndexOf(" ", 20);
  return [name.slice(0, cut), name.slice(cut + 1)];
}

/** The three ways on one axis of time: land and building above, approvals and acceptance below, production as a diamond. */
function Timeline({ paths }: { paths: Paths }) {
  const height = 24 + row * paths.variants.length + 22;
  const x = (share: number) => left + (width - left - 64) * share;
  const said = paths.variants.map(
    (one) => `${inLanguage(one.variant_zh, one.variant_en)} ${v.production()} ${formatDate(one.production_on)}`,
  );
  return (
    <svg class="timeline" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={v.axis(listed(said))}>
      {quartersOf(paths).map((day) => (
        <g key={day}>
          <path d={`M${x(placeOf(day, paths))} 16V${height - 22}`} stroke="#dde3e8" />
          {(day.slice(5, 7) === "01" || paths.until_on < `${Number(paths.from_on.slice(0, 4)) + 3}`) && (
            <text x={x(placeOf(day, paths))} y={11} text-anchor="middle" class="timeline-day">
              {day.slice(0, 7)}
            </text>
          )}
        </g>
      ))}
      {paths.variants.map((variant, at) => (
        <Way key={variant.variant} variant={variant} paths={paths} top={24 + row * at} x={x} />
      ))}
      {Object.entries(names).map(([phase, [zh, en]], at) => (
        <g key={phase}>
          <rect x={left + at * 118} y={height - 13} width={14} height={9} fill={colors[phase as keyof typeof colors]} />
          <text x={left + at * 118 + 20} y={height - 4} class="timeline-day">
            {inLanguage(zh, en)}
          </text>
        </g>
      ))}
    </svg>
  );
}

function Way({
  variant,
  paths,
  top,
  x,
}: {
  variant: Variant;
  paths: Paths;
  top: number;
  x: (share: number) => number;
}) {
  const end = x(placeOf(variant.production_on, paths));
  return (
    <g>
      {wrapped(inLanguage(variant.variant_zh, variant.variant_en)).map((words, line) => (
        <text key={words} x={0} y={top + 18 + line * 15} class="timeline-name">
          {words}
        </text>
      ))}
      {barsOf(variant, paths).map((one) => (
        <rect
          key={one.phase}
          x={x(one.from)}
          y={top + one.lane * (bar + 3)}
          width={Math.max(2, x(one.to) - x(one.from))}
          height={bar}
          rx={3}
          fill={colors[one.phase]}
        />
      ))}
      <path d={`M${end} ${top + 2}l7 8l-7 8l-7 -8z`} fill="#b3261e" />
      <text x={end + 10} y={top + 14} class="timeline-day">
        {variant.production_on.slice(0, 7)}
      </text>
    </g>
  );
}

function Ways({ paths }: { paths: Paths }) {
  const saved = (variant: Variant): Saving | undefined => paths.savings.find((one) => one.variant === variant.variant);
  return (
    <Wide label={v.path()}>
      <table class="sheet-table preview-table">
        <thead>
          <tr>
            <th scope="col">{v.variant()}</th>
            <th scope="col">{v.signed()}</th>
            <th scope="col">{v.build()}</th>
            <th scope="col">{v.production()}</th>
            <th scope="col">{v.workdays()}</th>
            <th scope="col">{v.approvals()}</th>
          </tr>
        </thead>
        <tbody>
          {paths.variants.map((one) => {
            const saving = saved(one);
            return (
              <tr key={one.variant}>
                <th scope="row">{inLanguage(one.variant_zh, one.variant_en)}</th>
                <td class="figure">{formatDate(one.signed_on)}</td>
                <td class="figure">{formatDate(one.build_on)}</td>
                <td class="figure">
                  <strong>{formatDate(one.production_on)}</strong>
                  {saving && (
                    <span class="preview-of earlier">
                      {saving.days > 0 ? v.earlier(saving.workdays, saving.days) : v.notEarlier()}
                    </span>
                  )}
                </td>
                <td class="figure">{one.workdays}</td>
                <td class={one.approval_workdays > one.total_allowed ? "over-limit" : ""}>
                  {one.approval_workdays > one.total_allowed && "⚠ "}
                  {v.approvalDays(one.approval_workdays, one.total_allowed)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Wide>
  );
}

function Steps({ variant }: { variant: Variant }) {
  return (
    <details class="way-steps">
      <summary>
        {inLanguage(variant.variant_zh, variant.variant_en)} · {v.steps()}
      </summary>
      <Wide label={inLanguage(variant.variant_zh, variant.variant_en)}>
        <table class="sheet-table preview-table">
          <thead>
            <tr>
              <th scope="col">{v.step()}</th>
              <th scope="col">{v.begins()}</th>
              <th scope="col">{v.ends()}</th>
              <th scope="col">{v.workdays()}</th>
              <th scope="col">{v.basis()}</th>
            </tr>
          </thead>
          <tbody>
            {variant.steps.map((step) => (
              <tr key={step.key}>
                <th scope="row">
                  <span class="way-dot" style={{ background: colors[phaseOf(step)] }} aria-hidden="true" />
                  {inLanguage(step.label_zh, step.label_en)}
                  {step.is_spared && <span class="origin">{v.spared()}</span>}
                  {step.is_longest && <span class="origin origin-longest">{v.longest()}</span>}
                </th>
                <td class="figure">{formatDate(step.starts_on)}</td>
                <td class="figure">{formatDate(step.ends_on)}</td>
                <td class="figure">{step.workdays}</td>
                <td class="preview-basis">
                  {step.basis} <Unconfirmed of={step} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </details>
  );
}

/** From today to production in three ways: as bars, as a table, step by step, and why one is sooner than another. */
export function PathPart({ paths }: { paths: Paths }) {
  return (
    <div class="preview-part">
      <h3>{v.path()}</h3>
      <p class="gloss">{v.pathIntro(paths.construction_months, paths.fitting_months)}</p>
      <Wide label={v.path()}>
        <Timeline paths={paths} />
      </Wide>
      <Ways paths={paths} />
      <ul class="preview-reasons">
        {paths.savings.map((one) => (
          <li key={one.variant}>
            <strong>{inLanguage(one.variant_zh, one.variant_en)}</strong>{" "}
            {(language.value === "zh" ? one.reasons_zh : one.reasons_en).join(language.value === "zh" ? "；" : "; ")}
          </li>
        ))}
      </ul>
      {paths.unconfirmed_years.length > 0 && (
        <p class="source-line">{v.holidays(listed(paths.unconfirmed_years.map(String)))}</p>
      )}
      {paths.variants.map((one) => (
        <Steps key={one.variant} variant={one} />
      ))}
      <NeededItems />
    </div>
  );
}
