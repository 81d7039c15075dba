import { copyText } from "../../app/copy-text";
import { asOf } from "../../app/location";
import { goToPoint } from "../../app/map-actions";
import { zone } from "../../app/zone";
import { formatDate, formatInstant } from "../../locale/date";
import { formatArea } from "../../locale/units";
import { fromPlanar, isKnownSystem } from "../../map/projections";
import { Button } from "../../ui/button";
import { AreaTable } from "./area-table";
import { m } from "./messages";
import { pointsAsText, zoneOf } from "./points-text";
import { Section } from "./section";
import type { Boundary, BoundaryPoint, Dossier } from "./types";

export function BoundaryTab({ plot }: { plot: Dossier }) {
  return (
    <>
      <Section title={m.areaTable()}>
        <AreaTable areas={plot.areas} />
      </Section>
      <Points boundary={plot.boundary} />
      <Versions plot={plot} />
    </>
  );
}

function Points({ boundary }: { boundary: Boundary }) {
  const count = boundary.rings.reduce((sum, { points }) => sum + points.length, 0);
  const system = zoneOf(boundary.epsg);
  const header = [m.pointNo(), m.ringNo(), m.north(), m.east(), m.side()];
  return (
    <Section
      title={m.points()}
      note={m.pointsCount(count)}
      action={
        <Button kind="quiet" icon="copy" onClick={() => copyText(pointsAsText(boundary, header), m.pointsCopied())}>
          {m.copyPoints()}
        </Button>
      }
    >
      <p class="plot-system">
        {system ? m.zoneName(system.zone, system.meridian) : `EPSG:${boundary.epsg}`} · EPSG:{boundary.epsg}
        <br />
        {system && (system.prefixed ? m.withPrefix() : m.withoutPrefix())} ·{" "}
        {boundary.origin === "delivered" ? m.delivered() : m.computedPoints()}
      </p>
      {boundary.rings.map(({ ring, points }) => (
        <Ring key={ring} ring={ring} points={points} epsg={boundary.epsg} titled={boundary.rings.length > 1} />
      ))}
    </Section>
  );
}

interface RingProps {
  ring: number;
  points: BoundaryPoint[];
  epsg: number;
  titled: boolean;
}

function Ring({ ring, points, epsg, titled }: RingProps) {
  const onMap = isKnownSystem(epsg);
  const show = (point: BoundaryPoint) => {
    const [lon, lat] = fromPlanar([Number(point.y), Number(point.x)], epsg);
    goToPoint(lon, lat, point.no);
  };
  return (
    <table class="plot-table plot-points figure">
      {titled && <caption>{m.ring(ring)}</caption>}
      <thead>
        <tr>
          <th scope="col">{m.pointNo()}</th>
          <th scope="col" class="end">
            {m.north()}
          </th>
          <th scope="col" class="end">
            {m.east()}
          </th>
          <th scope="col" class="end">
            {m.side()}
          </th>
        </tr>
      </thead>
      <tbody>
        {points.map((point) => (
          <tr key={point.no}>
            <th scope="row">
              {onMap ? (
                <button type="button" class="plot-point" title={m.showPoint(point.no)} onClick={() => show(point)}>
                  {point.no}
                </button>
              ) : (
                point.no
              )}
            </th>
            <td class="end">{point.x}</td>
            <td class="end">{point.y}</td>
            <td class="end">{point.side_m.toFixed(2)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Versions({ plot }: { plot: Dossier }) {
  const today = zone.value?.today;
  return (
    <Section title={m.versions()}>
      <ul class="plot-list">
        {plot.versions.map((version) => {
          const current = version.version_no === plot.version_no;
          const period = version.valid_to
            ? m.fromTo(formatDate(version.valid_from), formatDate(version.valid_to))
            : m.fromOn(formatDate(version.valid_from));
          const see = () => {
            asOf.value = version.valid_to === null || (today && version.valid_to > today) ? null : version.valid_from;
          };
          return (
            <li key={version.version_no} class="plot-version" aria-current={current ? "true" : undefined}>
              <span class="plot-list-main">
                <strong>{m.version(version.version_no)}</strong> {version.plot_no !== plot.plot_no && version.plot_no}
              </span>
              <span class="figure">{formatArea(version.area_m2)}</span>
              <span class="plot-version-note quiet">
                {period}
                {[version.source, version.document].filter(Boolean).length > 0 &&
                  ` · ${[version.source, version.document].filter(Boolean).join("，")}`}
                <br />
                {m.recorded(formatInstant(version.recorded_at))}
              </span>
              {!current && (
                <Button kind="quiet" icon="history" onClick={see}>
                  {m.seeThen()}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
