import type { Finding } from "../../api/types";
import { EarliestDay } from "../../app/effective-day";
import { showFinding } from "../../app/map-actions";
import { term } from "../../app/terms";
import { formatArea } from "../../locale/units";
import { Button } from "../../ui/button";
import { FindingsList } from "../../ui/findings-list";
import { LoadingState, Note } from "../../ui/states";
import "./board.css";
import { AddPlot } from "./add-plot";
import { chosenPlots, giveUp, isBegun, mayDraw, openSheet, plotsReady, sheet, tool } from "./board.state";
import { type ActAnswer, doing, execute, mayExecute, overtaken, problem, showing, shown } from "./board-acts";
import { BoardForm } from "./board-form";
import { b } from "./board-messages";
import { Notices } from "./board-notices";
import { Steps } from "./board-steps";
import { toolOf } from "./board-tools";
import { CornerForm } from "./corner-form";
import { corners } from "./corners.state";
import { PlotsField } from "./typed-entry";

const show = (finding: Finding) => finding.geometry && showFinding(finding.geometry);

/** Escape leaves a field: the map's keys are its own again. */
function leaveField(event: KeyboardEvent): void {
  if (event.key === "Escape" && /^(INPUT|SELECT|TEXTAREA)$/.test((event.target as Element).tagName))
    (event.target as HTMLElement).blur();
}

/** The drawing board of one proposal: what is chosen, the tool's parameters, what would come of it, and the steps so far. */
export function BoardPanel() {
  const now = openSheet.value;
  if (!now) return sheet.error.value ? null : <LoadingState />;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape leads from any field of the board back to the map's keys
    <div class="drawing-board" onKeyDown={leaveField}>
      <Notices />
      {!mayDraw.value && <Note tone="warning">{b.closed(term("proposals.ProposalState", now.state))}</Note>}
      {mayDraw.value && (tool.value === "outline" ? <AddPlot /> : <Tool />)}
      <Steps rows={now.operations.filter((row) => !row.is_removed)} />
    </div>
  );
}

function Tool() {
  const chosen = chosenPlots.value;
  const oneFirst = toolOf(tool.value).plots[0] === 1;
  const area = chosen.reduce((sum, plot) => sum + Number(plot.area_m2), 0);
  return (
    <section class="drawing-tool" aria-label={toolOf(tool.value).label()}>
      <h2 class="drawing-title">{toolOf(tool.value).label()}</h2>
      <PlotsField />
      {area > 0 && (
        <p class="drawing-chosen" aria-live="polite">
          <strong class="figure">{formatArea(area)}</strong>
        </p>
      )}
      {tool.value === "corners" ? (
        <CornerForm />
      ) : plotsReady.value ? (
        <BoardForm />
      ) : (
        <p class="drawing-hint-text">{oneFirst ? b.hintPlotFirst() : toolOf(tool.value).hint()}</p>
      )}
      {tool.value === "corners" && corners.value.length === 0 && <p class="drawing-hint-text">{b.hintCorners()}</p>}
      <Preview />
    </section>
  );
}

/** Of several plots each finding says of which it speaks. */
function named(answer: ActAnswer): Finding[] {
  if (answer.shapes.length < 2) return answer.findings;
  return answer.findings.map((one) => {
    const no = answer.shapes[one.index ?? -1]?.plot_no;
    return no ? { ...one, message_zh: `${no}：${one.message_zh}`, message_en: `${no}: ${one.message_en ?? ""}` } : one;
  });
}

function Preview() {
  const answer = shown.value;
  const refusal = problem.value;
  if (refusal && !overtaken.value)
    return (
      <>
        <Note tone="error">{refusal.sentence}</Note>
        {refusal.findings.length > 0 && <FindingsList findings={refusal.findings} onShow={show} />}
      </>
    );
  if (!answer) return showing.value ? <LoadingState label={b.previewing()} /> : isBegun.value ? <GiveUp /> : null;
  return (
    <div class="drawing-preview" aria-busy={showing.value}>
      {answer.shapes.length > 0 && (
        <table class="drawing-results">
          <caption>{b.results(answer.shapes.length)}</caption>
          <tbody>
            {answer.shapes.map((one, index) => (
              <tr key={`${index}`}>
                <th scope="row">{one.plot_no || index + 1}</th>
                <td class="figure">{formatArea(one.area_m2)}</td>
                <td class="figure">{one.area_m2.toFixed(2)} ㎡</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {answer.neighbours.length > 0 && (
        <p class="drawing-hint-text">{b.neighbours(answer.neighbours.map((one) => one.plot_no).join("、"))}</p>
      )}
      {answer.earliest_on && openSheet.value && (
        <EarliestDay proposal={openSheet.value} day={answer.earliest_on} mayEdit={mayDraw.value} />
      )}
      {answer.findings.length > 0 && <FindingsList findings={named(answer)} onShow={show} />}
      <div class="drawing-actions">
        <Button
          kind="primary"
          busy={doing.value}
          disabled={showing.value || !mayExecute.value}
          onClick={() => void execute()}
        >
          {answer.is_refused && mayExecute.value ? b.keepFailed() : b.execute()}
        </Button>
        <Button kind="quiet" onClick={giveUp}>
          {b.giveUp()}
        </Button>
      </div>
    </div>
  );
}

function GiveUp() {
  return (
    <Button kind="quiet" onClick={giveUp}>
      {b.giveUp()}
    </Button>
  );
}
