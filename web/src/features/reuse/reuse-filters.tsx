import { term, termOptions } from "../../app/terms";
import { parkName, parks } from "../../app/zone";
import { Button } from "../../ui/button";
import { Chip } from "../../ui/chips";
import { SelectField, TextField } from "../../ui/field";
import { m } from "./messages";
import { clearFilter, filter, isFiltered, setFilter } from "./reuse.state";

/** Park, measure, origin, due days and words; a stage chosen on the board shows as a chip. */
export function ReuseFilters() {
  const { park, measure, origin, due, q, stage } = filter.value;
  return (
    <div class="reuse-filters">
      <ParkField value={park} />
      <SelectField
        label={m.measure()}
        value={measure}
        placeholder={m.everyMeasure()}
        options={termOptions("reuse.ReuseMeasure")}
        onValue={(value) => setFilter({ measure: value })}
      />
      <SelectField
        label={m.origin()}
        value={origin}
        placeholder={m.everyOrigin()}
        options={termOptions("reuse.ReuseOrigin")}
        onValue={(value) => setFilter({ origin: value })}
      />
      <SelectField
        label={m.due()}
        value={due}
        placeholder={m.anyDue()}
        options={[
          { value: "overdue", label: m.dueOverdue() },
          { value: "soon", label: m.dueSoon() },
        ]}
        onValue={(value) => setFilter({ due: value })}
      />
      <FindField value={q} />
      {stage && (
        <Chip pressed onRemove={() => setFilter({ stage: "" })} removeLabel={m.clear()}>
          {term("reuse.ReuseStage", stage)}
        </Chip>
      )}
      {isFiltered.value && (
        <Button kind="quiet" onClick={clearFilter}>
          {m.clear()}
        </Button>
      )}
    </div>
  );
}

export function ParkField({ value }: { value: string }) {
  return (
    <SelectField
      label={m.park()}
      value={value}
      placeholder={m.everyPark()}
      options={parks.value.map(({ code }) => ({ value: code, label: `${code} ${parkName(code)}` }))}
      onValue={(park) => setFilter({ park })}
    />
  );
}

export function FindField({ value }: { value: string }) {
  return (
    <TextField
      label={m.find()}
      type="search"
      placeholder={m.search()}
      value={value}
      onValue={(q) => setFilter({ q })}
    />
  );
}
