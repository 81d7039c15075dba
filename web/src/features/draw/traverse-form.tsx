import { signal } from "@preact/signals";
import { api } from "../../api/client";
import { Problem } from "../../api/problem";
import type * as contract from "../../api/schema";
import { Button } from "../../ui/button";
import { Checkbox, TextField } from "../../ui/field";
import { FindingsList } from "../../ui/findings-list";
import { Note } from "../../ui/states";
import { b } from "./board-messages";
import { m } from "./messages";
import { rows, takeTable } from "./points.state";

type TraverseAnswer = contract.TraverseAnswer;

const startX = signal("");
const startY = signal("");
const legs = signal("");
const closes = signal(true);
const adjust = signal(false);
const answer = signal<TraverseAnswer | null>(null);
const fault = signal<string | null>(null);

/** One side a line: the last number is the distance, what stands before it the bearing. */
export function readLegs(text: string): { bearing: string; distance: string }[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const found = /^(.*\S)[\s,，;；\t]+([\d.]+)\s*(?:m|米)?$/.exec(line);
      return { bearing: (found?.[1] ?? line).replace(/[,，;；]$/, "").trim(), distance: found?.[2] ?? "" };
    });
}

async function compute(): Promise<void> {
  const start = { x: startX.value.trim(), y: startY.value.trim() };
  fault.value = null;
  try {
    const found = await api.post("/api/drawing/traverse", {
      body: {
        start,
        legs: readLegs(legs.value),
        end: closes.value ? start : null,
        adjust: adjust.value,
      },
    });
    answer.value = found;
    const table = found.points.map(({ x, y }, index) => `J${index + 1}\t${x}\t${y}`).join("\n");
    // Closed: the way back to the start is no corner of its own, distributed or not.
    takeTable(closes.value ? table.slice(0, table.lastIndexOf("\n")) : table);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    answer.value = null;
    fault.value = error.sentence;
  }
}

/** Corners by bearing and distance from a start; the misclosure is told, and distributed on request. */
export function TraverseForm() {
  const found = answer.value;
  const first = rows.value[0];
  return (
    <form
      class="drawing-fields"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void compute();
      }}
    >
      <div class="drawing-pair">
        <TextField
          label={`${b.start()} ${m.x()}`}
          inputMode="decimal"
          value={startX.value}
          onValue={(text) => {
            startX.value = text;
          }}
        />
        <TextField
          label={`${b.start()} ${m.y()}`}
          inputMode="decimal"
          value={startY.value}
          onValue={(text) => {
            startY.value = text;
          }}
        />
      </div>
      {first?.x && (
        <Button
          kind="quiet"
          onClick={() => {
            startX.value = first.x;
            startY.value = first.y;
          }}
        >
          {b.useLastPoint()}
        </Button>
      )}
      <label class="field">
        <span class="field-label">{b.leg()}</span>
        <textarea
          class="textarea drawing-legs"
          rows={6}
          placeholder={b.legExample()}
          value={legs.value}
          onInput={(event) => {
            legs.value = event.currentTarget.value;
          }}
        />
      </label>
      <Checkbox
        label={b.closes()}
        checked={closes.value}
        onChecked={(on) => {
          closes.value = on;
        }}
      />
      {closes.value && (
        <Checkbox
          label={b.adjust()}
          checked={adjust.value}
          onChecked={(on) => {
            adjust.value = on;
          }}
        />
      )}
      {fault.value && <Note tone="error">{fault.value}</Note>}
      {found?.closure_m != null && found.findings.length === 0 && (
        <p class="drawing-hint-text figure">
          {b.closure(found.closure_m, found.relative ? `1/${found.relative}` : b.exactClosure())}
        </p>
      )}
      {found && found.findings.length > 0 && <FindingsList findings={found.findings} />}
      <Button type="submit" disabled={!legs.value.trim() || !startX.value.trim() || !startY.value.trim()}>
        {b.compute()}
      </Button>
    </form>
  );
}
