import { formatLength } from "../../locale/units";
import { Button } from "../../ui/button";
import { SelectField, TextField } from "../../ui/field";
import { chosenPlots } from "./board.state";
import { execute } from "./board-acts";
import { enterInList } from "./board-form";
import { b } from "./board-messages";
import {
  cornerMoves,
  corners,
  cornersOf,
  forgetCorners,
  goal,
  goalFaults,
  northEast,
  shownGoal,
  takeCorner,
} from "./corners.state";

const spelled = (corner: readonly number[]) => corner.join();

/** Corners by figures: which one (clicked, or by number of the chosen plot), and where it goes or how far. */
export function CornerForm() {
  const now = shownGoal.value;
  const [plot] = chosenPlots.value;
  const named = plot ? cornersOf(plot.geometry) : [];
  const one = corners.value[0];
  return (
    <form
      class="drawing-fields"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void execute();
      }}
      onKeyDown={enterInList}
    >
      {plot && (
        <SelectField
          label={b.cornerOf(plot.plot_no)}
          value={one && corners.value.length === 1 ? spelled(one) : ""}
          placeholder={b.pickCorner()}
          options={named.map(({ no, corner }) => {
            const [north, east] = northEast(corner);
            return { value: spelled(corner), label: `${no}　X ${north.toFixed(3)}　Y ${east.toFixed(3)}` };
          })}
          onValue={(value) => {
            const found = named.find(({ corner }) => spelled(corner) === value);
            if (found) takeCorner(found.corner, false);
          }}
        />
      )}
      {now && (
        <>
          <p class="drawing-side">
            {b.cornersInHand(corners.value.length)}
            <Button kind="quiet" onClick={forgetCorners}>
              {b.forgetCorners()}
            </Button>
          </p>
          {now.x !== null && now.y !== null && (
            <>
              <Coordinate name="x" label={b.cornerX()} value={now.x} />
              <Coordinate name="y" label={b.cornerY()} value={now.y} />
            </>
          )}
          <div class="drawing-pair">
            <Coordinate name="dx" label={b.cornerDx()} value={now.dx} />
            <Coordinate name="dy" label={b.cornerDy()} value={now.dy} />
          </div>
          {cornerMoves.value && (
            <p class="drawing-hint-text figure">{b.cornerMoves(formatLength(cornerMoves.value[0]?.far ?? 0))}</p>
          )}
        </>
      )}
      <button type="submit" hidden>
        {b.execute()}
      </button>
    </form>
  );
}

const counterpart = { x: "dx", y: "dy", dx: "x", dy: "y" } as const;

function Coordinate({ name, label, value }: { name: keyof typeof counterpart; label: string; value: string }) {
  return (
    <TextField
      label={label}
      unit="m"
      inputMode="decimal"
      value={value}
      error={goalFaults.value[name] ?? null}
      onValue={(text) => {
        goal.value = { ...goal.value, [name]: text.trim(), [counterpart[name]]: undefined };
      }}
    />
  );
}
