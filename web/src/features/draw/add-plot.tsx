import { signal } from "@preact/signals";
import { api } from "../../api/client";
import { resource } from "../../api/resource";
import { showFinding } from "../../app/map-actions";
import { geometryOf } from "../../draw/shape";
import { inLanguage } from "../../locale/language";
import { areaFigure, areaUnitLabel } from "../../locale/units";
import { Button } from "../../ui/button";
import { SelectField, TextField } from "../../ui/field";
import { FindingsList } from "../../ui/findings-list";
import { LoadingState, Note } from "../../ui/states";
import { Tabs } from "../../ui/tabs";
import { toast } from "../../ui/toast";
import { boardGround, groundRound, openSheet, proposalId, referenceTo } from "./board.state";
import { act, doing, problem } from "./board-acts";
import { b } from "./board-messages";
import { penFree } from "./board-sketch";
import { drawing, figures, findings, parkCode, pen, serverCheck } from "./draw.state";
import { m } from "./messages";
import { nextPlotNo } from "./plot-number";
import { typedPoints } from "./points.state";
import { PointsTab } from "./points-tab";
import { landUses } from "./register-form.state";
import { TraverseForm } from "./traverse-form";

const tab = signal("check");
const plotNo = signal("");
const landUse = signal("");
const surveyed = signal("");
/** Key of the plot that takes the drawn boundary; "" = it is a new plot. */
const instead = signal("");

/** The number after the last one, of the register or of this proposal. */
const lastNo = resource(
  () => (proposalId.value !== null && parkCode.value ? { park: parkCode.value } : null),
  ({ park }, abort) => api.get("/api/plots", { query: { park, sort: "-plot_no", limit: 1 }, signal: abort }),
);

function offered(): string {
  const registered = lastNo.data.value?.items[0]?.plot_no ?? "";
  const drawn = (openSheet.value?.operations ?? [])
    .filter((row) => row.kind === "new" && !row.is_removed)
    .flatMap((row) => row.shapes.map((one) => one.plot_no));
  const last = [registered, ...drawn].sort().at(-1) ?? "";
  return last ? nextPlotNo(last) : "";
}

async function add(): Promise<void> {
  const points = typedPoints();
  const [scheme, code] = landUse.value.split("|");
  const area = Number(surveyed.value) > 0 ? surveyed.value : null;
  const plot = boardGround()?.get(instead.value) ?? null;
  const outline = {
    act: plot ? "reshape" : "outline",
    on: plot ? [referenceTo(plot)] : [],
    how: points ? { points } : { geometry: geometryOf(drawing.value.shape) },
    plot_nos: plot ? [] : [plotNo.value.trim() || offered()],
    attributes: {
      ...(scheme && code ? { land_use_scheme: scheme, land_use_code: code } : {}),
      ...(area ? { area_surveyed_m2: area } : {}),
    },
  };
  const answer = await act(outline, "nothing");
  if (!answer || answer.is_refused) return penFree();
  toast(b.done(b.outline()));
  plotNo.value = "";
  surveyed.value = "";
  instead.value = "";
  pen.startAfresh();
  penFree();
}

/** A new plot in the proposal: drawn, typed by points, by bearings, or pasted; held against the proposal's own shapes. */
export function AddPlot() {
  const { list, judged } = findings.value;
  const { areaM2, points } = figures.value;
  void groundRound.value;
  const plots = boardGround()?.all ?? [];
  return (
    <section class="drawing-tool" aria-label={b.outline()}>
      <p class="draw-area">
        <strong>{areaM2 > 0 ? areaFigure(areaM2) : "—"}</strong> {areaUnitLabel()}
        {areaM2 > 0 && <span class="figure drawing-m2">{areaM2.toFixed(2)} ㎡</span>}
      </p>
      <Tabs
        label={b.outline()}
        current={tab.value}
        onChange={(id) => {
          tab.value = id;
        }}
        tabs={[
          { id: "check", label: m.tabCheck(), count: list.length || undefined },
          { id: "points", label: m.tabPoints(), count: points || undefined },
          { id: "traverse", label: b.traverse() },
        ]}
      >
        {tab.value === "points" && <PointsTab />}
        {tab.value === "traverse" && <TraverseForm />}
        {tab.value === "check" && (
          <div class="draw-checks">
            {list.length > 0 && (
              <FindingsList findings={list} onShow={(finding) => finding.geometry && showFinding(finding.geometry)} />
            )}
            {serverCheck.loading.value && list.length === 0 && <LoadingState label={m.checking()} />}
            {judged && list.length === 0 && <Note tone="success">{b.sound()}</Note>}
          </div>
        )}
      </Tabs>
      <form
        class="drawing-fields"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <SelectField
          label={b.standsFor()}
          value={instead.value}
          placeholder={b.newPlot()}
          options={plots.map((plot) => ({ value: plot.key, label: b.redraws(plot.plot_no) }))}
          onValue={(key) => {
            instead.value = key;
          }}
        />
        {instead.value === "" && (
          <TextField
            label={b.newNo()}
            value={plotNo.value}
            placeholder={offered()}
            maxLength={32}
            onValue={(text) => {
              plotNo.value = text;
            }}
          />
        )}
        <SelectField
          label={m.landUse()}
          value={landUse.value}
          placeholder={m.chooseLandUse()}
          options={(landUses.data.value ?? []).map((entry) => ({
            value: `${entry.scheme}|${entry.code}`,
            label: `${entry.code} ${inLanguage(entry.name_zh, entry.name_en)}`,
          }))}
          onValue={(value) => {
            landUse.value = value;
          }}
        />
        <TextField
          label={m.surveyedArea()}
          unit="㎡"
          inputMode="decimal"
          value={surveyed.value}
          onValue={(text) => {
            surveyed.value = text.trim();
          }}
        />
        {problem.value && <Note tone="error">{problem.value.sentence}</Note>}
        <Button kind="primary" type="submit" busy={doing.value} disabled={drawing.value.shape.length === 0}>
          {b.addPlot()}
        </Button>
      </form>
    </section>
  );
}
