import { term, termOptions } from "../../app/terms";
import { parks } from "../../app/zone";
import { inLanguage } from "../../locale/language";
import { Button } from "../../ui/button";
import { SelectField, TextField } from "../../ui/field";
import { clearFilter, filter, isFiltered, setFilter } from "./approvals.state";
import { m } from "./messages";

interface Props {
  officers: string[];
  /** States to choose from; none on the board of projects. */
  states?: string[];
}

export function Filters({ officers, states }: Props) {
  const { park, mode, light, officer, state, text } = filter.value;
  return (
    <div class="page-tools approval-filters">
      <TextField
        label={m.project()}
        type="search"
        value={text}
        placeholder={m.search()}
        onValue={(value) => setFilter({ text: value })}
      />
      <SelectField
        label={m.park()}
        value={park}
        placeholder={m.allParks()}
        options={parks.value.map((one) => ({ value: one.code, label: inLanguage(one.name_zh, one.name_en) }))}
        onValue={(value) => setFilter({ park: value })}
      />
      <SelectField
        label={m.mode()}
        value={mode}
        placeholder={m.allModes()}
        options={termOptions("approvals.ProcessMode")}
        onValue={(value) => setFilter({ mode: value })}
      />
      <SelectField
        label={m.light()}
        value={light}
        placeholder={m.allLights()}
        options={termOptions("kernel.TimeLimitLight")}
        onValue={(value) => setFilter({ light: value })}
      />
      {states && (
        <SelectField
          label={m.state()}
          value={state}
          placeholder={m.allStates()}
          options={states.map((value) => ({ value, label: term("approvals.CaseState", value) }))}
          onValue={(value) => setFilter({ state: value })}
        />
      )}
      <SelectField
        label={m.officer()}
        value={officer}
        placeholder={m.allOfficers()}
        options={officers.map((name) => ({ value: name, label: name }))}
        onValue={(value) => setFilter({ officer: value })}
      />
      {isFiltered.value && (
        <Button kind="quiet" icon="close" onClick={clearFilter}>
          {m.clear()}
        </Button>
      )}
    </div>
  );
}

/** The officers of some rows, in order, each once. */
export function officersOf(rows: { service_officer_name: string }[]): string[] {
  return [...new Set(rows.map(({ service_officer_name }) => service_officer_name).filter(Boolean))].sort();
}
