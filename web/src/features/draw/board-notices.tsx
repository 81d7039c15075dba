import { batch } from "@preact/signals";
import { Button } from "../../ui/button";
import { Note } from "../../ui/states";
import { chosen, letGo } from "./board.state";
import { overtaken, problem, wanted } from "./board-acts";
import { b } from "./board-messages";
import { cameBack, keepMine, other, takeOther } from "./board-sketch";
import { toolOf } from "./board-tools";

/** What was brought back, who was quicker, and where else the same person draws. */
export function Notices() {
  return (
    <>
      {cameBack.value && (
        <section class="drawing-note" aria-label={b.backChoices()}>
          <Note>{b.back(toolOf(cameBack.value).label())}</Note>
          <div class="drawing-actions">
            <Button
              onClick={() => {
                cameBack.value = null;
              }}
            >
              {b.goOn()}
            </Button>
            <Button
              kind="quiet"
              onClick={() => {
                cameBack.value = null;
                letGo();
              }}
            >
              {b.discard()}
            </Button>
          </div>
        </section>
      )}
      {other.value && (
        <section class="drawing-note">
          <Note tone="warning">{b.elsewhere()}</Note>
          <div class="drawing-actions">
            <Button onClick={keepMine}>{b.keepMine()}</Button>
            <Button onClick={takeOther}>{b.takeOther()}</Button>
          </div>
        </section>
      )}
      {overtaken.value && (
        <section class="drawing-note" aria-label={b.meanwhile()}>
          <Note tone="warning">{b.meanwhileText(overtaken.value)}</Note>
          <div class="drawing-actions">
            <Button
              kind="primary"
              disabled={!wanted.value}
              onClick={() => {
                problem.value = null;
                overtaken.value = null;
              }}
            >
              {b.redoOnNewest()}
            </Button>
            <Button
              kind="quiet"
              onClick={() => {
                batch(() => {
                  overtaken.value = null;
                  problem.value = null;
                  chosen.value = [];
                  letGo();
                });
              }}
            >
              {b.giveUp()}
            </Button>
          </div>
        </section>
      )}
    </>
  );
}
